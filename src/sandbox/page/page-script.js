// Runs in the browser: asks for the board of the chosen account once a second and redraws the table.
const { text, locale } = JSON.parse(document.getElementById("settings").textContent);
const find = (id) => document.getElementById(id);
const number = new Intl.NumberFormat(locale);
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const plural = new Intl.PluralRules(locale);
const seen = new Map();
let drawn = null;
let running = false;

function account() {
  const tabs = [...find("tabs").children].map((tab) => tab.dataset.account);
  const asked = location.hash.slice(1);
  return tabs.includes(asked) ? asked : tabs[0];
}
const address = (path) => `/__sandbox/accounts/${account()}/${path}`;

function element(tag, className, content = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = content;
  return made;
}

function ago(milliseconds) {
  const seconds = Math.max(0, Math.round((Date.now() - milliseconds) / 1000));
  if (seconds < 60) return `${seconds} ${text.seconds}`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} ${text.minutes}`;
  return clock.format(milliseconds);
}

function stageCell(lead) {
  const cell = element("td", "stage");
  const dot = element("span", "dot");
  dot.style.setProperty("--stage", lead.stageColor);
  cell.append(dot, lead.stage);
  cell.title = `${lead.pipeline} → ${lead.stage}`;
  return cell;
}

function responsibleCell(lead) {
  const cell = element("td", "responsible");
  const { responsible } = lead;
  const owner = element("span", responsible ? "owner" : "owner nobody");
  const chip = element("span", "chip", responsible?.initials ?? "");
  chip.ariaHidden = "true";
  if (responsible) chip.style.setProperty("--hue", String((responsible.place * 137.5 + 190) % 360));
  owner.append(chip, responsible?.name ?? text.none);
  const before = seen.get(lead.id);
  if (before !== undefined && before !== (responsible?.id ?? 0)) owner.classList.add("changed");
  cell.append(owner);
  return cell;
}

function rowOf(lead) {
  const row = element("tr", drawn === account() && !seen.has(lead.id) ? "new" : "");
  const name = element("td", "name");
  const link = element("a", "", lead.name || text.untitled);
  link.href = `/leads/detail/${lead.id}?lang=${locale}`;
  name.append(link);
  name.title = lead.name;
  row.append(
    element("td", "id", String(lead.id)),
    name,
    stageCell(lead),
    element("td", "source", lead.source),
    element("td", "price", lead.price > 0 ? number.format(lead.price) : ""),
    responsibleCell(lead),
    element("td", "arrived", ago(lead.arrivedMs)),
  );
  return row;
}

function counted(counts) {
  const parts = ["leads", "unsorted", "nobody", "webhooks"].flatMap((key, index) => {
    const value = element("b", "", number.format(counts[key]));
    const words = text[key][plural.select(counts[key])] ?? text[key].other;
    return [index > 0 ? " · " : "", value, ` ${words}`];
  });
  find("counts").replaceChildren(...parts);
}

function draw(board) {
  counted(board.counts);
  find("rows").replaceChildren(...board.leads.map(rowOf));
  for (const lead of board.leads) seen.set(lead.id, lead.responsible?.id ?? 0);
  drawn = account();
  find("empty").hidden = board.leads.length > 0;
  running = board.traffic.running;
  find("traffic").textContent = running ? text.pause : text.resume;
}

function chooseTab() {
  for (const tab of find("tabs").children) {
    if (tab.dataset.account === account()) {
      tab.setAttribute("aria-current", "page");
      find("name").textContent = tab.textContent;
    } else tab.removeAttribute("aria-current");
  }
}

async function refresh() {
  try {
    const response = await fetch(address("board"));
    draw(await response.json());
    find("lost").hidden = true;
  } catch {
    find("lost").hidden = false;
  }
}

async function post(path, body) {
  await fetch(address(path), { method: "POST", body: JSON.stringify(body) });
  await refresh();
}

find("form").onclick = () => post("arrivals", { category: "forms" });
find("call").onclick = () => post("arrivals", { category: "sip" });
find("traffic").onclick = () =>
  running ? post("traffic", { action: "stop" }) : post("traffic/resume", {});
addEventListener("hashchange", () => {
  chooseTab();
  void refresh();
});

chooseTab();
void refresh();
setInterval(() => document.hidden || refresh(), 1000);
