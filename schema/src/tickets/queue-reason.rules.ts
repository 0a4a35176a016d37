import { dayAndTime } from '../dates-in-words.ts';
import { PLAN_NAMES, SEVERITY_LABELS } from '../names.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';

/** What of a ticket decides where it stands in the queue: its severity and plan, and its initial response. */
export interface Standing {
  severity: Severity;
  plan: PlanCode;
  dueAt: Date | null;
  atRiskAt: Date | null;
  endedAt: Date | null;
  /** Of the account, in which the deadline is told. */
  timeZone: string;
}

/**
 * Why a ticket stands where it does in the queue at an instant. What is at risk or broken goes first, by deadline; all
 * else by severity, plan and deadline, also by the deadline of a promise that was kept, as R1 has it to the letter:
 * nothing breaches behind it, because what comes to be at risk goes first.
 *
 * Source: R1, S31.
 */
export function queueReason(
  { severity, plan, dueAt, atRiskAt, endedAt, timeZone }: Standing,
  at: Date,
): Text {
  const due = (language: 'fr' | 'en') => dayAndTime(dueAt!, timeZone, language);
  const ended = endedAt !== null && endedAt <= at;
  if (dueAt && atRiskAt && atRiskAt <= at && !ended) {
    return dueAt < at
      ? {
          fr: `Sans réponse, échéance passée (${due('fr')}) : avant tout ce qui n’est pas urgent, par échéance.`,
          en: `Not answered, and overdue since ${due('en')}: before all that is not urgent, by deadline.`,
        }
      : {
          fr: `À répondre bientôt, avant le ${due('fr')} : avant tout ce qui n’est pas urgent, par échéance.`,
          en: `At risk, to be answered by ${due('en')}: before all that is not urgent, by deadline.`,
        };
  }
  const { fr, en } = SEVERITY_LABELS[severity];
  const rest = { fr: `« ${fr} » avec ${PLAN_NAMES[plan]}`, en: `${en} on ${PLAN_NAMES[plan]}` };
  if (!dueAt) {
    return {
      fr: `${rest.fr}, sans délai promis : par gravité, puis par forfait, après ce qui a une échéance.`,
      en: `${rest.en}, with nothing promised: by severity, then by plan, after what has a deadline.`,
    };
  }
  return ended
    ? {
        fr: `${rest.fr}, déjà répondu : par gravité, puis par forfait, puis par l’échéance qu’il avait (${due('fr')}).`,
        en: `${rest.en}, answered once: by severity, then by plan, then by the deadline that it had (${due('en')}).`,
      }
    : {
        fr: `${rest.fr} : par gravité, puis par forfait, puis par échéance (${due('fr')}).`,
        en: `${rest.en}: by severity, then by plan, then by deadline (${due('en')}).`,
      };
}
