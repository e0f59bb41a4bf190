from analysis import catalogue, paths

README = (paths.root() / "README.md").read_text(encoding="utf-8")


def test_the_inputs_listed_are_those_of_the_sidecars():
    listed = {
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in README.splitlines()
        if line.startswith(("| 20", "| no day given"))
    }
    expected = {}
    for name in catalogue.names():
        for release in catalogue.describe(name).releases:
            publisher = release.publisher + (" (secondary)" if release.standing == "secondary" else "")
            expected.setdefault((str(release.date or "no day given"), publisher, release.title), []).append(f"`{name}`")
    missing = {(*release, ", ".join(sorted(names))) for release, names in expected.items()} - listed
    assert not missing


def test_the_notebooks_listed_are_those_there_are():
    there = {
        path.relative_to(paths.notebooks()).with_suffix("").as_posix() for path in paths.notebooks().rglob("*.ipynb")
    }
    table = README.partition("| notebook |")[2].partition("\n\n")[0]
    listed = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    assert listed == {name for name in there if ".ipynb_checkpoints" not in name}
