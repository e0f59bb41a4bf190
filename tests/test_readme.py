from analysis import paths

README = (paths.root() / "README.md").read_text(encoding="utf-8")
NOTEBOOKS = (paths.root() / "docs" / "notebooks.md").read_text(encoding="utf-8")


def test_the_notebooks_listed_are_those_there_are():
    there = {
        path.relative_to(paths.notebooks()).with_suffix("").as_posix() for path in paths.notebooks().rglob("*.ipynb")
    }
    table = NOTEBOOKS.partition("| notebook |")[2].partition("\n\n")[0]
    listed = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    assert listed == {name for name in there if ".ipynb_checkpoints" not in name}


def test_the_readme_is_short_and_shows_use_before_inputs():
    assert len(README.splitlines()) < 120
    assert README.index("## Two commands") < README.index("## Inputs")
    assert "(docs/notebooks.md)" in README
