// The progress of a job, as the service tells it.

const state = document.querySelector("#state");
const bar = document.querySelector("#progress");

if (state.dataset.final === "no") {
  const events = new EventSource(`/api/v1/jobs/${state.dataset.job}/events`);
  events.addEventListener("job", (event) => {
    const job = JSON.parse(event.data);
    if (["done", "failed", "cancelled"].includes(job.state)) {
      events.close();
      location.reload();
      return;
    }
    const far = job.stage ? `: ${job.stage}, ${job.done}${job.total ? ` of ${job.total}` : ""}` : "";
    state.textContent = job.state + far;
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done;
    } else {
      bar.removeAttribute("value");
    }
  });
}
