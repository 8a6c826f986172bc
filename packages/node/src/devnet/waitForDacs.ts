import { setTimeout as delay } from 'node:timers/promises'
import { DacNotReadyError } from '../error/DacNotReadyError.ts'
import type { DevnetDac } from './DevnetRecord.ts'

const TIMEOUT_MS = 120_000

/**
 * Waits until every node has derived the first block (the one that sets the charter) of every DAC.
 * Throws {@link DacNotReadyError}.
 */
export async function waitForDacs(
  nodeUrls: readonly string[],
  dacs: readonly DevnetDac[],
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  for (const nodeUrl of nodeUrls) {
    for (const { slug } of dacs) {
      while (!(await hasCharter(`${nodeUrl}/${slug}`))) {
        if (Date.now() > deadline)
          throw new DacNotReadyError({ slug, nodeUrl, timeoutMs: TIMEOUT_MS })
        await delay(100, undefined, { signal })
      }
    }
  }
}

async function hasCharter(rpcUrl: string): Promise<boolean> {
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}',
      signal: AbortSignal.timeout(2_000),
    })
    const { result } = (await response.json()) as { result?: string }
    return result !== undefined && Number(result) >= 1
  } catch {
    return false // Not up yet; the caller asks again until its deadline.
  }
}
