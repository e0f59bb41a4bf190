from copy import deepcopy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from analysis.errors import AnalysisError, NotebookFailed
from analysis.presentation.display import Notice, Text
from analysis.reporting.export.outputs import check_outputs, leave_out_after_stop
from tests.reporting.pages import notebook, png_output, report, shown

NOTICE = shown(Notice("Not available", ("There are figures for the UK.",), "missing"))
ERROR = new_output("error", ename="NotCovered", evalue="no figures", traceback=["Traceback"])


def stopped(*outputs):
    made = notebook(
        new_markdown_cell("# Title"),
        new_code_cell("begin(period, area)"),
        new_markdown_cell("## Figures"),
        new_code_cell("load('nrm_referrals')", outputs=list(outputs)),
        new_markdown_cell("The chart shows"),
        new_code_cell("charts.lines(data)"),
        new_markdown_cell("## Sources"),
    )
    made.cells[5].execution_count = None
    made.metadata.papermill["exception"] = True
    made.cells[3].metadata["papermill"] = {"exception": True}
    return made


def kept(made):
    return [cell.source for cell in leave_out_after_stop(deepcopy(made), None)[0].cells]


def test_a_page_ends_where_the_data_do():
    assert kept(stopped(NOTICE)) == ["# Title", "begin(period, area)", "## Figures", "load('nrm_referrals')"]


def test_the_exception_behind_the_notice_is_not_shown():
    made, _ = leave_out_after_stop(stopped(NOTICE, ERROR), None)
    assert made.cells[-1].outputs == [NOTICE]
    check_outputs(made, None)


@pytest.mark.parametrize("made", [report(), stopped(ERROR), stopped(shown(Text("All is well.")))])
def test_nothing_else_is_left_out(made):
    assert kept(made) == [cell.source for cell in made.cells]


def test_a_notice_within_a_page_that_ran_through_ends_nothing():
    made = stopped(NOTICE)
    made.metadata.papermill["exception"] = None
    assert len(kept(made)) == 7


def test_a_failed_cell_is_named():
    made = stopped(ERROR)
    with pytest.raises(
        NotebookFailed, match=r"cell 4 of the notebook \(`load\('nrm_referrals'\)`\): it failed: NotCovered"
    ):
        check_outputs(made, None)


def test_a_picture_without_text_alternative_is_named():
    made = notebook(new_markdown_cell("# T"), new_code_cell("import x\nplt.show()", outputs=[png_output(alt=None)]))
    with pytest.raises(
        AnalysisError, match=r"cell 2 of the notebook \(`import x`\): its picture has no text alternative"
    ):
        check_outputs(made, None)
    made.cells[1].outputs = [png_output(alt="  ")]
    with pytest.raises(AnalysisError, match=r"no text alternative.*with page\.chart\(.*ax=ax"):
        check_outputs(made, None)


@pytest.mark.parametrize(
    "data",
    [
        {"text/html": "<b>x</b>", "text/plain": "<IPython.core.display.HTML object>"},
        {"application/javascript": "alert(1)"},
        {"application/vnd.plotly.v1+json": {}},
    ],
)
def test_an_output_that_not_every_reader_can_read_is_refused(data):
    made = notebook(new_code_cell("show()", outputs=[new_output("display_data", data=data)]))
    with pytest.raises(AnalysisError, match="has no form that a page can show"):
        check_outputs(made, None)


def test_a_whole_page_passes():
    made = report()
    assert check_outputs(made, "resources") == (made, "resources")
