// Launch the course in a frame; show= names another page to put there.
const course = document.createElement("iframe");
course.id = "sco";
course.title = "Course";
course.src = options.get("show") ?? "package/index.html";
document.body.append(course);
