import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, readEscrowAdmission } from '@mvm/l1'
import { EscrowNotAdmittedError } from '../error/EscrowNotAdmittedError.ts'

const POLL_INTERVAL_MS = 100
const TIMEOUT_MS = 120_000

/**
 * Waits until a deposit of `amount` wei of MT into a DAC would not be parked. Throws {@link EscrowNotAdmittedError}
 * when no sequencer has allocated enough within two minutes.
 */
export async function untilEscrowIsAdmitted(
  source: ContractSource,
  chainId: number,
  amount: bigint,
): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS
  while (!(await readEscrowAdmission(source, chainId, amount))) {
    if (performance.now() > deadline) throw new EscrowNotAdmittedError({ chainId, amount })
    await delay(POLL_INTERVAL_MS, undefined, source.signal && { signal: source.signal })
  }
}
