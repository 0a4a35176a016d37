/** What `extensions.cost` of an answer says, in points. */
export interface Cost {
  requested: number;
  actual: number;
  remaining: number;
  limit: number;
  restoreRate: number;
}

const number = new Intl.NumberFormat('en');

/** What the last query took from the budget, and how the budget stands. */
export function LastCost({ cost }: { cost: Cost | null }) {
  if (!cost) return <p role="status" className="tierline-cost" />;
  const { requested, actual, remaining, limit, restoreRate } = cost;
  return (
    <p role="status" className="tierline-cost" title={`${restoreRate} come back each second.`}>
      Cost {number.format(actual)} of {number.format(requested)} priced · {number.format(remaining)} of{' '}
      {number.format(limit)} left
    </p>
  );
}

/** The cost in an answer; null for what has none. */
export async function costOf(answer: Response): Promise<Cost | null> {
  try {
    const { extensions } = (await answer.json()) as { extensions?: { cost?: Cost } };
    return extensions?.cost ?? null;
  } catch {
    return null;
  }
}
