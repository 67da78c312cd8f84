// What a unit tells the learning platform it is shown by (SCORM 1.2), and its quiz. Without a platform the quiz works all the same.

(() => {
  "use strict";

  const LONGEST = 4096; // characters the platform must keep of what is put aside
  const began = Date.now();
  const platform = found();
  const quizzes = [...document.querySelectorAll("form[data-quiz]")];
  const done = document.querySelector("[data-done]");
  let ended = false;

  /** The platform's interface, in a frame above this page or the window that opened it; null where there is none. */
  function found() {
    const above = (start) => {
      let frame = start;
      for (let steps = 0; frame && steps < 20; steps += 1) {
        try {
          if (frame.API) return frame.API;
        } catch {
          return null; // a page of another host
        }
        if (frame.parent === frame) return null;
        frame = frame.parent;
      }
      return null;
    };
    return above(window) || (window.opener ? above(window.opener) : null);
  }

  /** Calls the platform; "" when there is none or it fails: a unit can be read whatever becomes of its record. */
  function call(name, ...given) {
    try {
      return platform ? String(platform[name](...given) ?? "") : "";
    } catch {
      return "";
    }
  }

  const read = (name) => call("LMSGetValue", name);
  const write = (name, value) => call("LMSSetValue", name, String(value));

  // The quiz

  const inputs = (part) => [...part.querySelectorAll("input")];
  const rightly = (question) => inputs(question).every((one) => one.checked === one.hasAttribute("data-right"));
  const chosen = (form) => inputs(form).filter((one) => one.checked).map((one) => `${one.name}-${one.value}`);
  const checked = (form) => form.hasAttribute("data-checked");

  function show(form) {
    form.setAttribute("data-checked", "");
    const questions = [...form.querySelectorAll("fieldset")];
    for (const question of questions) {
      const any = inputs(question).some((one) => one.checked);
      for (const one of inputs(question)) {
        const word = document.getElementById(`${one.name}-${one.value}`);
        word.hidden = !one.checked;
        if (one.checked) one.setAttribute("aria-describedby", word.id);
        else one.removeAttribute("aria-describedby");
      }
      question.querySelector("[data-none]").hidden = any;
      const partly = question.querySelector("[data-partly]");
      if (partly) partly.hidden = !any || rightly(question);
    }
    const right = questions.filter(rightly).length;
    form.querySelector("[data-result]").textContent = form.querySelector("[data-results]").children[right].textContent;
    form.querySelector("[type=reset]").hidden = false;
  }

  function hide(form) {
    form.removeAttribute("data-checked");
    for (const word of form.querySelectorAll(".feedback")) word.hidden = true;
    for (const one of inputs(form)) one.removeAttribute("aria-describedby");
    form.querySelector("[data-result]").textContent = "";
    form.querySelector("[type=reset]").hidden = true;
  }

  // What is told

  function keep() {
    const aside = JSON.stringify({ chosen: quizzes.flatMap(chosen), checked: quizzes.filter(checked).map((form) => form.dataset.quiz) });
    if (aside.length <= LONGEST) write("cmi.suspend_data", aside);
  }

  function tell() {
    keep();
    if (quizzes.length && quizzes.every(checked)) {
      const questions = quizzes.flatMap((form) => [...form.querySelectorAll("fieldset")]);
      const score = Math.round((100 * questions.filter(rightly).length) / questions.length);
      const wanted = Number.parseFloat(read("cmi.student_data.mastery_score"));
      const mark = Number.isFinite(wanted) ? wanted : Number(quizzes[0].dataset.pass);
      write("cmi.core.score.min", 0);
      write("cmi.core.score.max", 100);
      write("cmi.core.score.raw", score);
      write("cmi.core.lesson_status", score >= mark ? "passed" : "failed");
    }
    call("LMSCommit", "");
  }

  function take() {
    let aside = {};
    try {
      aside = JSON.parse(read("cmi.suspend_data") || "{}") || {};
    } catch {
      // What another programme has put aside.
    }
    const names = new Set(Array.isArray(aside.chosen) ? aside.chosen : []);
    const keys = new Set(Array.isArray(aside.checked) ? aside.checked : []);
    for (const form of quizzes) {
      for (const one of inputs(form)) one.checked = names.has(`${one.name}-${one.value}`);
      if (keys.has(form.dataset.quiz)) show(form);
    }
  }

  function time() {
    const seconds = Math.round((Date.now() - began) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  function end() {
    if (ended || !platform) return;
    ended = true;
    keep();
    const over = ["passed", "completed"].includes(read("cmi.core.lesson_status"));
    write("cmi.core.session_time", time());
    write("cmi.core.exit", over ? "" : "suspend");
    call("LMSCommit", "");
    call("LMSFinish", "");
  }

  // Begin

  call("LMSInitialize", "");
  if (["", "not attempted", "browsed"].includes(read("cmi.core.lesson_status"))) write("cmi.core.lesson_status", "incomplete");
  if (platform) take();

  for (const form of quizzes) {
    form.querySelector("[data-actions]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(form);
      tell();
      form.querySelector("[data-result]").focus();
    });
    form.addEventListener("reset", () => {
      hide(form);
      setTimeout(keep); // once the answers are gone
      form.querySelector("input").focus();
    });
    form.addEventListener("change", keep);
  }

  if (done && platform) {
    const said = done.querySelector("[data-said]");
    const say = () => {
      said.textContent = said.dataset.said;
    };
    done.hidden = false;
    if (read("cmi.core.lesson_status") === "completed") say();
    done.querySelector("button").addEventListener("click", () => {
      write("cmi.core.lesson_status", "completed");
      call("LMSCommit", "");
      say();
    });
  }

  window.addEventListener("pagehide", end);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted || !ended) return; // it comes back as it was left
    ended = false;
    call("LMSInitialize", "");
  });
})();
