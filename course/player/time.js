/**
 * Times as the SCORM standards write them. Sources: SCORM 1.2 RTE 3.4.2, CMITimespan and CMITime;
 * SCORM 2004 4th Edition RTE 4.1.1, `timeinterval (second,10,2)` and `time (second,10,0)`.
 */

const MAX_HOURS = 9999;

/** @param {number} value @param {number} width */
const padded = (value, width) => String(value).padStart(width, "0");

/** @param {number} milliseconds @returns {[number, number, number, number]} hours, minutes, seconds, hundredths */
function parts(milliseconds) {
  const hundredths = Math.floor(Math.max(0, milliseconds) / 10);
  const seconds = Math.floor(hundredths / 100);
  const minutes = Math.floor(seconds / 60);
  return [Math.floor(minutes / 60), minutes % 60, seconds % 60, hundredths % 100];
}

/**
 * Return a timespan as HHHH:MM:SS.SS.
 * @param {number} milliseconds at least 0; more than the form can hold is cut to its largest
 */
export function timespan(milliseconds) {
  const [hours, minutes, seconds, hundredths] = parts(milliseconds);
  if (hours > MAX_HOURS) return `${MAX_HOURS}:59:59.99`;
  const clock = [padded(hours, 4), padded(minutes, 2), padded(seconds, 2)].join(":");
  return `${clock}.${padded(hundredths, 2)}`;
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

/**
 * Return a duration as SCORM 2004 and xAPI write it: PT1H2M3.04S, and PT0S for nothing.
 * @param {number} milliseconds at least 0; what is shorter than a hundredth of a second is cut off
 */
export function duration(milliseconds) {
  const [hours, minutes, seconds, hundredths] = parts(milliseconds);
  const exact = hundredths ? `${seconds}.${padded(hundredths, 2)}` : String(seconds);
  const time = [
    hours && `${hours}H`,
    minutes && `${minutes}M`,
    exact !== "0" && `${exact}S`,
  ].filter(Boolean);
  return `PT${time.join("") || "0S"}`;
}

/**
 * Return a point in time as SCORM 2004 writes it, UTC: 2026-11-25T09:05:00.00Z. With two decimals, for
 * some systems take a Z only after a fraction, and no longer one.
 * @param {Date} date
 */
export const timestamp = (date) => `${date.toISOString().slice(0, 22)}Z`;
