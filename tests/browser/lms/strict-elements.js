// What SCORM 1.2 allows in each element, as strictly as the strictest systems in use take it.
// Source: SCORM 1.2 RTE 3.4; the forms that are refused by at least one system in the field are left out.
const TIMESPAN = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const IDENTIFIER = /^[\x21-\x7E]{1,255}$/;
const SCORE = /^(100(\.0+)?|\d{1,2}(\.\d+)?)$/;

window.ELEMENTS = [
  [/^cmi\.core\.lesson_location$/, /^.{0,255}$/],
  [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
  [/^cmi\.core\.score\.(raw|min|max)$/, SCORE],
  [/^cmi\.core\.exit$/, /^(time-out|suspend|logout|)$/],
  [/^cmi\.core\.session_time$/, TIMESPAN],
  // Some systems count bytes after URL encoding: only characters that encode to themselves.
  [/^cmi\.suspend_data$/, /^[A-Za-z0-9._~-]{0,4096}$/],
  [/^cmi\.interactions\.\d+\.id$/, IDENTIFIER],
  [/^cmi\.objectives\.\d+\.id$/, IDENTIFIER],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, SCORE],
  [/^cmi\.objectives\.\d+\.status$/, /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, IDENTIFIER],
  [/^cmi\.interactions\.\d+\.time$/, TIME],
  [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, /^[\s\S]{1,255}$/],
  [/^cmi\.interactions\.\d+\.student_response$/, /^[\s\S]{1,255}$/],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|unanticipated|neutral|\d{1,3}(\.\d+)?)$/],
  [/^cmi\.interactions\.\d+\.weighting$/, /^-?\d{1,3}(\.\d+)?$/],
  [/^cmi\.interactions\.\d+\.latency$/, TIMESPAN],
];

// The form of a response and of its pattern, by the type of the interaction.
window.RESPONSES = {
  "true-false": /^[tf]$/,
  choice: /^[a-z0-9](,[a-z0-9])*$/,
  "fill-in": /^[\s\S]{1,255}$/,
  numeric: /^-?\d+(\.\d+)?$/,
  matching: /^[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*$/,
  sequencing: /^[a-z0-9](,[a-z0-9])*$/,
};
