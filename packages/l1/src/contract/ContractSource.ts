import type { L1Contracts } from '@mvm/protocol'
import type { L1BlockReference } from '../client/L1Block.ts'
import type { L1Client } from '../client/L1Client.ts'

/** Where contract state is read from: a deployment, at one L1 block. */
export interface ContractSource {
  readonly client: L1Client
  readonly contracts: L1Contracts
  /** @default latest */
  readonly at?: L1BlockReference
  readonly signal?: AbortSignal
}
