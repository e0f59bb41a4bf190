const form = document.querySelector(".filter");
const rows = document.querySelectorAll("#register tbody tr");
const [verdict, section] = form.querySelectorAll("select");
const choose = () => {
  let shown = 0;
  for (const row of rows) {
    const fits = (!verdict.value || row.dataset.verdict === verdict.value) && (!section.value || row.dataset.sections.includes(` ${section.value} `));
    row.hidden = !fits;
    shown += fits;
  }
  form.querySelector("[role=status]").textContent = `${shown} of ${rows.length} measures shown`;
};
form.addEventListener("change", choose);
form.hidden = false;
choose();
