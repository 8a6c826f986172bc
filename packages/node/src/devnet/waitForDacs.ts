import { setTimeout as delay } from 'node:timers/promises'
import type { Address } from '@mvm/protocol'
import { DacNotReadyError } from '../error/DacNotReadyError.ts'
import type { DevnetDac } from './DevnetRecord.ts'

const TIMEOUT_MS = 120_000
/** What each DAC may take besides: they share a machine. */
const TIMEOUT_PER_DAC_MS = 3_000

/**
 * Waits until every node has derived the first block (the one that sets the charter) of every DAC, and these accounts
 * have MT on it. Throws {@link DacNotReadyError}.
 */
export async function waitForDacs(
  nodeUrls: readonly string[],
  dacs: readonly DevnetDac[],
  accounts: readonly Address[],
  signal: AbortSignal,
): Promise<void> {
  const timeoutMs = TIMEOUT_MS + TIMEOUT_PER_DAC_MS * dacs.length
  const deadline = Date.now() + timeoutMs
  for (const nodeUrl of nodeUrls) {
    for (const { slug } of dacs) {
      while (!(await isUsable(`${nodeUrl}/${slug}`, accounts))) {
        if (Date.now() > deadline) throw new DacNotReadyError({ slug, nodeUrl, timeoutMs })
        await delay(100, undefined, { signal })
      }
    }
  }
}

async function isUsable(rpcUrl: string, accounts: readonly Address[]): Promise<boolean> {
  const calls = [
    { method: 'eth_blockNumber', params: [] },
    ...accounts.map((account) => ({ method: 'eth_getBalance', params: [account, 'latest'] })),
  ]
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call }))),
      signal: AbortSignal.timeout(2_000),
    })
    const answers = (await response.json()) as readonly { result?: string }[]
    return answers.every(({ result }) => result !== undefined && BigInt(result) > 0n)
  } catch {
    return false // Not up yet; the caller asks again until its deadline.
  }
}
