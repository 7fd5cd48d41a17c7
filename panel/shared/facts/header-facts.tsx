import { useEffect } from 'preact/hooks';
import { count } from '../../../src/format/numbers.ts';
import type { ConnectionDetail } from '../../types.ts';
import { useStore } from '../state/context.ts';
import { Facts } from './facts.tsx';

/** Request and response headers, in order and with repetitions. */
export function HeaderFacts({ detail }: { detail: ConnectionDetail }) {
  const { summary, requestHeaders, requestHeadersProvisional, requestHeaderBytes, response } = detail;
  const unseen = summary.openedBefore ? 'Not known: it was opened before recording.' : null;
  const { headerTarget } = useStore();
  useEffect(
    () => () => {
      headerTarget.value = null;
    },
    [headerTarget],
  );
  return (
    <>
      <Facts
        title={`Request headers${bytesText(requestHeaderBytes)}`}
        note={
          requestHeadersProvisional
            ? (unseen ?? 'As the page asked for them; those that were sent are not known (yet).')
            : null
        }
        facts={requestHeaders}
      />
      {!response && unseen !== null && <Facts title="Response headers" note={unseen} facts={[]} />}
      {response && (
        <Facts
          title={`Response headers${bytesText(response.headerBytes)}`}
          facts={response.headers}
          marked={headerTarget.value?.name ?? null}
        />
      )}
    </>
  );
}

function bytesText(size: ConnectionDetail['requestHeaderBytes']): string {
  if (!size) return '';
  return ` · ${count(size.bytes)} bytes${size.estimated ? ' (estimated)' : ''}`;
}
