import { Problem, type Text } from '../problem.ts';

/** No ticket of one's teams, and none without a team for which one has the skills, waits without somebody who has it. */
export class QueueEmptyProblem extends Problem {
  readonly code = 'QUEUE_EMPTY';
  readonly lackingSkillCount: number;

  /** @param lackingSkillCount how many without a team wait for somebody with other skills */
  constructor(lackingSkillCount: number) {
    super(SENTENCES[Math.min(2, lackingSkillCount)]!(lackingSkillCount));
    this.lackingSkillCount = lackingSkillCount;
  }
}

const EMPTY: Text = {
  fr: 'Aucun ticket de vos équipes, ni ticket sans équipe qui demande vos compétences, n’attend sans que quelqu’un s’en occupe.',
  en: 'No ticket of your teams, and none without a team that your skills fit, waits without somebody who has it.',
};

/** For none, one and several. */
const SENTENCES: readonly ((count: number) => Text)[] = [
  () => EMPTY,
  () => ({
    fr: `${EMPTY.fr} Un ticket sans équipe attend une compétence que vous n’avez pas.`,
    en: `${EMPTY.en} One without a team waits for a skill that you lack.`,
  }),
  (count) => ({
    fr: `${EMPTY.fr} ${count} tickets sans équipe attendent une compétence que vous n’avez pas.`,
    en: `${EMPTY.en} ${count} without a team wait for a skill that you lack.`,
  }),
];
