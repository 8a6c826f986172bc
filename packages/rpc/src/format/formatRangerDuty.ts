import type { Json } from '../jsonrpc/Json.ts'
import type { RangerDuty } from '../port/RangerPort.ts'
import { quantity } from './quantity.ts'

/** A segment that a ranger is to check. */
export function formatRangerDuty(duty: RangerDuty): Json {
  return {
    chainId: quantity(duty.chainId),
    stateBatchIndex: quantity(duty.stateBatchIndex),
    firstBlock: quantity(duty.firstBlock),
    lastBlock: quantity(duty.lastBlock),
  }
}
