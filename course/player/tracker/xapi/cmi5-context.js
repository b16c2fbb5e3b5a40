/**
 * What cmi5 demands of the context of each statement: what the LMS gave, and categories on its own.
 * Source: cmi5 (Quartz, 1st Edition), 7.1.3, 9.6 and 10.2.1.
 */

import { enriched } from "./statements.js";

const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories";
const CMI5 = { id: `${CATEGORIES}/cmi5` };
const MOVE_ON = { id: `${CATEGORIES}/moveon` };
const MASTERY_SCORE = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";

/** Verbs whose statement has `success` or `completion`. */
const MOVING_ON = ["completed", "passed", "failed"];

/**
 * @param {object} launch
 * @param {Record<string, any>} launch.template the LMS's contextTemplate
 * @param {string} launch.registration
 * @param {number|null} launch.masteryScore
 * @param {string} launch.activityId
 * @param {Record<string, any>} launch.actor
 * @param {import("./statements.js").XapiData} data
 * @returns {import("./voice.js").Surroundings}
 */
export function cmi5Surroundings(launch, data) {
  const { template, registration, masteryScore, activityId, actor } = launch;
  const { platform, language, revision } = data;
  const common = { registration, platform, language, revision };
  const root = { id: activityId };
  const mastery = masteryScore === null ? {} : { [MASTERY_SCORE]: masteryScore };
  /** @param {string} name */
  function ofRoot(name) {
    const movesOn = MOVING_ON.includes(name);
    return enriched(template, {
      ...common,
      activities: { category: movesOn ? [CMI5, MOVE_ON] : [CMI5] },
      extensions: name === "passed" || name === "failed" ? mastery : {},
    });
  }

  /** "Allowed" statements have no category of cmi5. @param {{module: string, parent: any, extensions?: any}} parts */
  const ofPart = ({ module, parent, extensions = {} }) => {
    const grouping = [root, data.course, data.modules[module].activity];
    return enriched(template, { ...common, activities: { parent: [parent], grouping }, extensions });
  };

  /**
   * cmi5 lets a session say of the root once whether it was passed; each try is told of the assessment.
   * @param {string} module
   * @param {number} nth
   */
  const ofTry = (module, nth) => ({
    object: data.modules[module].assessment,
    context: ofPart({
      module,
      parent: root,
      extensions: { [data.extensions.purpose]: "assessment", [data.extensions.attempt]: nth, ...mastery },
    }),
  });

  return { actor, root, wholeScores: true, ofRoot, ofPart, ofTry };
}
