import type { CheckCoverageQuery } from '@tierline/sdk';
import { useAnswer, useDebounced, useSession } from './hooks.ts';
import type { Draft } from './request-form.tsx';
import { explain, forBoth, instant, ownTime, typeset, wordFor } from './words.ts';

/** What the plan makes of the draft, as it stands when the writer pauses: by when it promises an answer, or why not. */
export function Preview({ accountId, draft, label }: { accountId: string; draft: Draft; label: string }) {
  const { support, words, locale } = useSession();
  const { requestType, severity, sku } = useDebounced(draft);
  // Also when only the text changed: time has passed meanwhile, and the answer moves with it.
  const settled = useDebounced(JSON.stringify(draft));
  const { value, error } = useAnswer(async (signal) => {
    const [promise, coverage] = await Promise.all([
      support.sla.preview({ accountId, severity }, { signal }),
      support.entitlements.check({ accountId, requestType, severity, sku }, { signal }),
    ]);
    return { promise, coverage };
  }, settled + locale);
  if (error !== undefined) return <aside className="preview error">{explain(error, words)}</aside>;
  if (!value) return <aside className="preview quiet">{words.loading}</aside>;
  const { promise, coverage } = value;
  if (coverage.verdict !== 'ALLOWED') {
    return <NotTaken coverage={coverage} label={label} timeZone={promise.timeZone} />;
  }
  const { dueAt, timeZone, asOf, explain: why, nextSupportWindow } = promise;
  const isOpen = nextSupportWindow.opensAt <= asOf;
  return (
    <aside className="preview" aria-live="polite">
      <h2>{words.whenAnswered}</h2>
      {dueAt ? (
        <>
          <p className="due">
            {words.by} <strong>{instant(dueAt, timeZone, locale)}</strong>
            <span className="quiet"> ({timeZone})</span>
            <span className="quiet">{ownTime(dueAt, timeZone, { locale, words })}</span>
          </p>
          <details open>
            <summary>{words.why}</summary>
            <ul>
              {why.sentences.map((sentence) => (
                <li key={sentence}>{typeset(sentence, locale)}</li>
              ))}
            </ul>
          </details>
        </>
      ) : (
        <p>
          {words.noPromise} {isOpen ? words.openNow : words.opensNext}{' '}
          {forBoth(isOpen ? nextSupportWindow.closesAt : nextSupportWindow.opensAt, timeZone, {
            locale,
            words,
          })}
          .
        </p>
      )}
    </aside>
  );
}

interface NotTakenProps {
  coverage: CheckCoverageQuery['checkCoverage'];
  label: string;
  timeZone: string;
}

/** Why a request would not be taken, and what to do instead: there is always something. */
function NotTaken({ coverage, label, timeZone }: NotTakenProps) {
  const { words, locale } = useSession();
  const { message, nextStep, requiredPlan, requiredPlanPrice, renewsAt, clause } = coverage;
  const price = requiredPlanPrice?.line?.annualPrice.formatted;
  return (
    <aside className="preview" aria-live="polite">
      <h2>{words.notTaken}</h2>
      <p>
        <strong>{label}</strong>
      </p>
      <p className="error">{typeset(message, locale)}</p>
      {clause && <blockquote>{typeset(`${clause.number} ${clause.text}`, locale)}</blockquote>}
      <p>
        <strong>{words.nextSteps}</strong>
      </p>
      {nextStep && nextStep !== 'HIGHER_PLAN' && <p>{wordFor(words, nextStep)}</p>}
      {requiredPlan && (
        <p>
          {words.HIGHER_PLAN} {wordFor(words, requiredPlan)}
          {price && ` (${price} ${words.aYear})`}
        </p>
      )}
      {renewsAt && (
        <p>
          {words.renews} {instant(renewsAt, timeZone, locale)}.
        </p>
      )}
    </aside>
  );
}
