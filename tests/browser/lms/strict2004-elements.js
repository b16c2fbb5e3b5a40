// What SCORM 2004 allows in each element, as strictly as the strictest systems in use take it.
// Source: SCORM 2004 4th Edition RTE, section 4; a form that one system in the field refuses is left out.
const STATUS = /^(completed|incomplete|not attempted|unknown)$/;
const SUCCESS = /^(passed|failed|unknown)$/;
const DECIMAL = /^-?\d{1,5}(\.\d{1,18})?$/;
const DURATION = /^PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/;
const TIME = /^20[0-3]\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{1,2}Z$/;
const LONG_ID = /^(?!urn:)[\x21-\x7E]{1,4000}$/;
const SHORT_ID = "[A-Za-z0-9_]{1,250}";
const TEXT_250 = /^[^{\s].{0,249}$/;
const SCALE = [-1, 1];
const SHARE = [0, 1];

// Each element: its name, its form, and where there is one its range.
window.ELEMENTS = [
  [/^cmi\.completion_status$/, STATUS],
  [/^cmi\.success_status$/, SUCCESS],
  [/^cmi\.exit$/, /^(time-out|suspend|logout|normal|)$/],
  [/^cmi\.location$/, /^.{0,1000}$/],
  [/^cmi\.progress_measure$/, DECIMAL, SHARE],
  [/^cmi\.score\.scaled$/, DECIMAL, SCALE],
  [/^cmi\.score\.(raw|min|max)$/, DECIMAL],
  [/^cmi\.session_time$/, DURATION],
  // Some systems count bytes after URL encoding: only characters that encode to themselves.
  [/^cmi\.suspend_data$/, /^[A-Za-z0-9._~-]{0,64000}$/],
  [/^cmi\.objectives\.\d+\.id$/, LONG_ID],
  [/^cmi\.objectives\.\d+\.description$/, TEXT_250],
  [/^cmi\.objectives\.\d+\.completion_status$/, STATUS],
  [/^cmi\.objectives\.\d+\.success_status$/, SUCCESS],
  [/^cmi\.objectives\.\d+\.progress_measure$/, DECIMAL, SHARE],
  [/^cmi\.objectives\.\d+\.score\.scaled$/, DECIMAL, SCALE],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, DECIMAL],
  [/^cmi\.interactions\.\d+\.id$/, LONG_ID],
  [
    /^cmi\.interactions\.\d+\.type$/,
    /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/,
  ],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, LONG_ID],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, /^.{1,4000}$/],
  [/^cmi\.interactions\.\d+\.learner_response$/, /^.{1,4000}$/],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|incorrect|unanticipated|neutral|-?\d{1,4}(\.\d+)?)$/],
  [/^cmi\.interactions\.\d+\.latency$/, DURATION],
  [/^cmi\.interactions\.\d+\.weighting$/, DECIMAL],
  [/^cmi\.interactions\.\d+\.timestamp$/, TIME],
  [/^cmi\.interactions\.\d+\.description$/, TEXT_250],
  [/^adl\.nav\.request$/, /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_)$/],
];

window.READ_ONLY = /^cmi\.(mode|credit|entry|learner_id|learner_name|launch_data|scaled_passing_score)$|\._count$/;
window.WRITE_ONLY = /^cmi\.(exit|session_time)$/;

const ids = new RegExp(`^${SHORT_ID}(\\[,\\]${SHORT_ID}){0,35}$`);
const pairs = new RegExp(`^${SHORT_ID}\\[\\.\\]${SHORT_ID}(\\[,\\]${SHORT_ID}\\[\\.\\]${SHORT_ID}){0,249}$`);
const typed = /^(\{lang=[a-z]{2,3}(-[A-Za-z]{2,8})?\})?[^{].{0,249}$/;
const number = "-?\\d{1,5}(\\.\\d{1,18})?";

// By the type of the interaction: the form of a response, of a pattern, and how many patterns there may be.
window.RESPONSES = {
  "true-false": [/^(true|false)$/, /^(true|false)$/, 1],
  choice: [ids, ids, 10],
  "fill-in": [typed, /^(\{case_matters=(true|false)\})?(\{order_matters=(true|false)\})?[^{].{0,249}$/, 5],
  "long-fill-in": [/^[^{].{0,3999}$/, /^[^{].{0,3999}$/, 5],
  matching: [pairs, pairs, 5],
  performance: [pairs, pairs, 5],
  sequencing: [ids, ids, 5],
  likert: [new RegExp(`^${SHORT_ID}$`), new RegExp(`^${SHORT_ID}$`), 1],
  numeric: [new RegExp(`^${number}$`), new RegExp(`^(${number})?\\[:\\](${number})?$`), 1],
};
