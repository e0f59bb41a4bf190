"""The project itself: what may be committed, what the lock file promises, and what the documents say can be run."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
import pytest
import typer
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from analysis import cli
from analysis.reporting import needs

PROJECT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTS = ["README.md", "CONTRIBUTING.md"]
MOST_LINES_OF_A_CELL = 25
MOST_BYTES_OF_A_FILE = 1_000_000

REGISTRIES = r"(?:pypi|pythonhosted|anaconda)[.]org|(?:npmjs|yarnpkg|conda)[.](?:org|com)|deb[.]debian[.]org"
MACHINE_PATHS = r"(?<![\w.:/])/(?:home|Users|root|tmp|mnt|work)/\w|\b[A-Z]:\\\\?Users\b"
LOCKED = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; .+?)?(?: --hash=sha256:[0-9a-f]{64})+")


@pytest.fixture(scope="module")
def committed() -> list[Path]:
    """Return the files that git holds, or would hold after `git add --all`."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={PROJECT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("this copy of the project is no git checkout")
    files = [PROJECT / name for name in listing.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


@pytest.fixture(scope="module")
def notebooks(committed) -> list[Path]:
    found = [file for file in committed if file.suffix == ".ipynb"]
    assert found
    return found


@pytest.fixture(scope="module")
def code_cells(notebooks) -> list[tuple[str, str]]:
    """Return the place and the source of every code cell."""
    return [
        (f"{notebook.name} cell {number}", cell.source)
        for notebook in notebooks
        for number, cell in enumerate(nbformat.read(notebook, as_version=4).cells)
        if cell.cell_type == "code"
    ]


def test_notebooks_are_stripped_as_the_commit_hook_strips_them(notebooks):
    hook = next(hook for hook in commit_hooks() if hook["id"] == "nbstripout")
    command = [sys.executable, "-m", "nbstripout", "--verify", *hook["args"], *map(str, notebooks)]
    verdict = subprocess.run(command, capture_output=True, text=True, check=False)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_notebooks_define_no_class_and_short_functions_alone(code_cells):
    assert not [
        f"{place}: {node.name}"
        for place, source in code_cells
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        or (isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and len(ast.unparse(node).splitlines()) > 12)
    ]


def test_code_cells_are_short(code_cells):
    assert not [place for place, source in code_cells if len(source.splitlines()) > MOST_LINES_OF_A_CELL]


def test_cells_for_one_kind_of_area_are_skipped_also_where_nothing_reads_their_tags(notebooks):
    for notebook in notebooks:
        for cell in nbformat.read(notebook, as_version=4).cells:
            kinds = [kind for kind in needs.KINDS if kind in cell.metadata.get("tags", ())]
            if cell.cell_type == "code" and kinds:
                first = f"page.only({', '.join(map(json.dumps, kinds))})"
                assert cell.source.splitlines()[0] == first, f"{notebook.name}: {cell.id}"


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registries", "machine paths"])
def test_no_file_names_the_machine_it_was_written_on(committed, pattern):
    forbidden = re.compile(f"{pattern}|{re.escape(str(PROJECT))}")
    assert not [
        f"{file.relative_to(PROJECT)}: {found[0]}" for file in committed if (found := forbidden.search(text(file)))
    ]


def test_no_file_is_large(committed):
    assert not [file.name for file in committed if file.stat().st_size > MOST_BYTES_OF_A_FILE]


def test_commit_hooks_fetch_nothing():
    repositories = yaml.safe_load(text(PROJECT / ".pre-commit-config.yaml"))["repos"]
    assert {repository["repo"] for repository in repositories} == {"local"}
    assert {hook["language"] for hook in commit_hooks()} == {"system"}


def test_lock_file_pins_each_requirement_with_hashes_and_names_no_address():
    assert not [line for line in lock_lines() if not LOCKED.fullmatch(line)]
    assert "://" not in text(PROJECT / "requirements.lock")


def test_lock_file_satisfies_every_dependency():
    locked: dict[str, set[Version]] = {}
    for line in lock_lines():
        if found := LOCKED.fullmatch(line):
            locked.setdefault(found["name"], set()).add(Version(found["version"]))
    unsatisfied = [
        str(wanted)
        for wanted in dependencies()
        if not (versions := locked.get(canonicalize_name(wanted.name)))
        or not all(wanted.specifier.contains(version) for version in versions)
    ]
    assert not unsatisfied


def test_every_package_that_is_imported_is_asked_for():
    trees = [ast.parse(text(module)) for module in (PROJECT / "src").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    packages = {name.split(".")[0] for name in imported} - sys.stdlib_module_names - {"analysis"}
    asked = {canonicalize_name(Requirement(one).name) for one in PYPROJECT["project"]["dependencies"]}
    distributions = packages_distributions()
    assert packages
    assert not [
        name for name in packages if not asked & {canonicalize_name(one) for one in distributions.get(name, [])}
    ]


def test_contributors_are_told_why_each_dependency_is_there():
    rows = re.findall(r"^\| ([a-z0-9, -]+) \| \S", text(PROJECT / "CONTRIBUTING.md"), re.MULTILINE)
    explained = {name for row in rows for name in row.split(", ")}
    assert not [wanted.name for wanted in dependencies() if wanted.name not in explained]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_targets_of_make_that_exist(document):
    targets = set(re.findall(r"^([a-z]+):", text(PROJECT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", code_of(document)))
    assert named
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_commands_and_options_that_exist(document):
    unknown = []
    for line in re.findall(r"\bmsoic( .+)", code_of(document)):
        words = line.split()
        command = typer.main.get_command(cli.app)
        while hasattr(command, "resolve_command") and words:
            context = typer.Context(command, resilient_parsing=True)
            _, command, _ = command.resolve_command(context, [words.pop(0)])
        options = {option for parameter in getattr(command, "params", []) for option in parameter.opts}
        if command is None or {word for word in words if word.startswith("--")} - options - {"--help"}:
            unknown.append(f"msoic{line}")
    assert not unknown


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_link_to_files_that_exist(document):
    links = re.findall(r"\]\(([^)#:]+)[)#]", text(PROJECT / document))
    assert not [link for link in links if not (PROJECT / link.strip()).exists()]


def text(file: Path) -> str:
    """Return a file's text, and of a picture whatever of it can be read."""
    return file.read_text(encoding="utf-8", errors="ignore")


def code_of(document: str) -> str:
    """Return what stands in a document as code, in a block or within a line."""
    code = re.compile(r"^```\w*\n(.*?)^```|^ {4}([^\n]+)|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
    return "\n".join("".join(groups) for groups in code.findall(text(PROJECT / document)))


def commit_hooks() -> list[dict]:
    configuration = yaml.safe_load(text(PROJECT / ".pre-commit-config.yaml"))
    return [hook for repository in configuration["repos"] for hook in repository["hooks"]]


def lock_lines() -> list[str]:
    """Return the lock file's requirements, each in one line."""
    return re.sub(r" *\\\n *", " ", text(PROJECT / "requirements.lock")).splitlines()


def dependencies() -> list[Requirement]:
    """Return what pyproject.toml asks for, all extras included."""
    project = PYPROJECT["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    asked = map(Requirement, [*PYPROJECT["build-system"]["requires"], *project["dependencies"], *extras])
    return [one for one in asked if one.name != project["name"]]


@pytest.mark.parametrize("path", sorted((PROJECT / "src").rglob("*.py")), ids=lambda path: path.name)
def test_no_name_of_a_module_is_given_twice(path):
    targets = [
        target.id
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
        if isinstance(target, ast.Name)
    ]
    assert len(targets) == len(set(targets)), "a merge has doubled them"
