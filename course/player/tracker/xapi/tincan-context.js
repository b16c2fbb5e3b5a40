/** The context of the statements of a Tin Can launch: as the app's own statements have it. */

import { enriched } from "./statements.js";

/**
 * @param {object} launch
 * @param {Record<string, any>} launch.actor
 * @param {string} launch.activityId of the root
 * @param {string} launch.registration
 * @param {string} launch.session of this visit
 * @param {string} [launch.platform]
 * @param {string} [launch.grouping] an activity of the system's own
 * @param {import("./statements.js").XapiData} data
 * @returns {import("./voice.js").Surroundings}
 */
export function tincanSurroundings(launch, data) {
  const { actor, activityId, registration, session, platform, grouping } = launch;
  const root = activityId === data.root.id ? data.root : { id: activityId };
  const base = enriched(
    {},
    {
      registration,
      platform: platform || data.platform,
      language: data.language,
      revision: data.revision,
      activities: { grouping: [data.course, data.root, ...(grouping ? [{ id: grouping }] : [])] },
      extensions: { [data.extensions.session]: session },
    },
  );

  const ofRoot = () => base;

  /** @param {{module: string, parent: any, extensions?: any}} parts */
  const ofPart = ({ module, parent, extensions = {} }) => {
    const grouping = [data.modules[module].activity];
    return enriched(base, { activities: { parent: [parent], grouping }, extensions });
  };

  /** @param {string} module @param {number} nth */
  const ofTry = (module, nth) => {
    const { activity, assessment } = data.modules[module];
    const isRoot = activity.id === data.root.id;
    const activities = isRoot ? {} : { parent: [root], grouping: [activity] };
    const context = enriched(base, {
      activities: { ...activities, other: [assessment] },
      extensions: { [data.extensions.purpose]: "assessment", [data.extensions.attempt]: nth },
    });
    return { object: isRoot ? root : activity, context };
  };

  return { actor, root, wholeScores: false, ofRoot, ofPart, ofTry };
}
