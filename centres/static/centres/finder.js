// "Near me": offered only where the browser can tell a place, asked only after a click. The position goes into the
// address of this site, rounded to about a hundred metres, and to nobody else.
const form = document.querySelector("form[data-near]");

function setPoint(name, value) {
  let input = form.querySelector(`input[name="${name}"]`);
  if (!input) {
    input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    form.append(input);
  }
  input.value = value.toFixed(3);
}

if (form && "geolocation" in navigator) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "near-me";
  button.textContent = form.dataset.near;
  const message = document.createElement("p");
  message.className = "hint";
  message.setAttribute("role", "status");
  button.addEventListener("click", () => {
    message.textContent = form.dataset.nearWait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.place.value = "";
        setPoint("lat", coords.latitude);
        setPoint("lng", coords.longitude);
        form.requestSubmit();
      },
      () => {
        message.textContent = form.dataset.nearError;
        form.elements.place.focus();
      },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
  form.append(button, message);
}
