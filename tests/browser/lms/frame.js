// A page that shows another in a frame: ?show=address
const frame = document.createElement("iframe");
frame.id = "sco";
frame.title = "Course";
frame.src = new URLSearchParams(window.location.search).get("show");
document.body.append(frame);
