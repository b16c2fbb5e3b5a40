/** The few of jQuery's functions that Open edX's SCORM block calls for a learner; its page brings the real one. */
window.$ = (subject) => {
  if (typeof subject === "function") return void subject(window.$);
  const elements = subject instanceof Element ? [subject] : [...subject];
  const each = (act) => (elements.forEach(act), wrapped);
  const wrapped = {
    length: elements.length,
    get: (at) => elements[at],
    find: (selector) => window.$(elements.flatMap((one) => [...one.querySelectorAll(selector)])),
    html: (words) => each((one) => { if (words !== undefined) one.innerHTML = words; }),
    addClass: (name) => each((one) => one.classList.add(name)),
    on(event, ...rest) {
      const act = rest.pop();
      return each((one) => one.addEventListener(event, (fired) => {
        const target = rest.length ? fired.target.closest(rest[0]) : one;
        if (target) act.call(target, fired);
      }));
    },
  };
  return wrapped;
};
window.$.ajax = ({ type = "GET", url, data, async = true, success, complete }) => {
  const request = new XMLHttpRequest();
  request.open(type, url, async);
  request.onload = () => { if (request.status < 400) success?.(JSON.parse(request.responseText)); };
  request.onloadend = () => complete?.();
  request.send(data);
};
