// Marks kept by the service, for the script of a comparison.

const MARKS = "/api/v1/marks";
const TOLD = { accepted: "accept", dismissed: "dismiss" };
const SAID = { accept: "accepted", dismiss: "dismissed" };
const AT_ONCE = 100;

globalThis.retellKeeper = {
  async all(ids) {
    const found = new Map();
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const asked = ids.slice(at, at + AT_ONCE).map((id) => `finding=${encodeURIComponent(id)}`);
      const answer = await fetch(`${MARKS}?${asked.join("&")}`);
      if (!answer.ok) throw new Error(`marks: ${answer.status}`);
      for (const one of (await answer.json()).items) {
        found.set(one.finding, { state: SAID[one.verdict] ?? null, note: one.note });
      }
    }
    return found;
  },

  async keep(id, mark) {
    const body = JSON.stringify({ verdict: TOLD[mark?.state] ?? "none", note: mark?.note ?? "" });
    const headers = { "content-type": "application/json" };
    try {
      return (await fetch(`${MARKS}/${encodeURIComponent(id)}`, { method: "PUT", headers, body })).ok;
    } catch {
      return false;
    }
  },
};
