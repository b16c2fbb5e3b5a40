/** Times as SCORM 1.2 writes them. Source: SCORM 1.2 RTE 3.4.2, CMITimespan and CMITime. */

const MAX_HOURS = 9999;

/** @param {number} value @param {number} width */
const padded = (value, width) => String(value).padStart(width, "0");

/**
 * Return a timespan as HHHH:MM:SS.SS.
 * @param {number} milliseconds at least 0; more than the form can hold is cut to its largest
 */
export function timespan(milliseconds) {
  const hundredths = Math.floor(Math.max(0, milliseconds) / 10);
  const hours = Math.floor(hundredths / 360_000);
  if (hours > MAX_HOURS) return `${MAX_HOURS}:59:59.99`;
  const minutes = Math.floor(hundredths / 6_000) % 60;
  const seconds = Math.floor(hundredths / 100) % 60;
  const clock = [padded(hours, 4), padded(minutes, 2), padded(seconds, 2)].join(":");
  return `${clock}.${padded(hundredths % 100, 2)}`;
}

/**
 * Return the time of day, local, as HH:MM:SS.
 * @param {Date} date
 */
export function timeOfDay(date) {
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => padded(part, 2))
    .join(":");
}
