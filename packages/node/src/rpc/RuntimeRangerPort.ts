import type { Address } from '@mvm/protocol'
import type { Duty } from '@mvm/ranger'
import type { RangerDuty, RangerPort, RangerReport, Readiness } from '@mvm/rpc'
import type { RangerRuntime } from '../ranging/RangerRuntime.ts'

/** What the RPC tells of this process's ranger. */
export class RuntimeRangerPort implements RangerPort {
  readonly #runtime: RangerRuntime
  readonly #account: Address

  constructor(runtime: RangerRuntime, account: Address) {
    this.#runtime = runtime
    this.#account = account
  }

  report(): RangerReport {
    const status = this.#runtime.status()
    const { checkedSegments, checkedBlocks, alarms, pending, last, disputes } = status
    const { postponedDisputes, disputesPerDay } = status
    const oldest = this.#runtime.oldestPendingTimestamp()
    // L1's clock may be ahead of ours; ours goes on where L1 cannot be followed.
    const now = Math.max(Math.floor(Date.now() / 1000), this.#runtime.l1Timestamp)
    return {
      account: this.#account,
      ...{ checkedSegments, checkedBlocks, alarms, postponedDisputes, disputesPerDay },
      pendingSegments: pending.length,
      lagSeconds: oldest === null ? 0 : Math.max(0, now - oldest),
      l1BlockNumber: this.#runtime.l1BlockNumber,
      last: last === null ? null : { duty: toRangerDuty(last.duty), result: last.result },
      disputes: disputes.map(({ dispute, stage }) => {
        const { chainId, stateBatchIndex, blockNumber } = dispute
        return { chainId, stateBatchIndex, blockNumber, stage }
      }),
    }
  }

  pendingDuties(): readonly RangerDuty[] {
    return this.#runtime.status().pending.map(toRangerDuty)
  }

  readiness(): Readiness {
    const reasons = this.#runtime.isCaughtUp ? [] : ['it is catching up with L1']
    return { isReady: reasons.length === 0, reasons }
  }
}

function toRangerDuty({ chainId, stateBatchIndex, firstBlock, lastBlock }: Duty): RangerDuty {
  return { chainId, stateBatchIndex, firstBlock, lastBlock }
}
