import type {
  EscalationRecipient,
  EscalationTrigger,
  PlanCode,
  Severity,
} from '../src/generated/client/client.ts';

interface EscalationRuleData {
  trigger: EscalationTrigger;
  afterBusinessMinutes?: number;
  /** Of all when left out. */
  plans?: PlanCode[];
  severities?: Severity[];
  tell: EscalationRecipient[];
}

/** Who is told of what until a manager publishes a table of the desk's own (C32). */
export const ESCALATION_RULES: readonly EscalationRuleData[] = [
  { trigger: 'AT_RISK', tell: ['ASSIGNEE', 'TEAM_LEAD'] },
  { trigger: 'AT_RISK', plans: ['PREMIUM'], severities: ['SEVERE'], tell: ['TAM', 'ON_DUTY_MANAGERS'] },
  { trigger: 'BREACHED', tell: ['ASSIGNEE', 'TEAM_LEAD', 'ON_DUTY_MANAGERS'] },
  { trigger: 'BREACHED', plans: ['PREMIUM'], tell: ['TAM'] },
  { trigger: 'ASSIGNEE_SILENT', afterBusinessMinutes: 30, severities: ['SEVERE'], tell: ['TEAM_LEAD'] },
  { trigger: 'ASSIGNEE_SILENT', afterBusinessMinutes: 300, tell: ['ASSIGNEE', 'TEAM_LEAD'] },
];
