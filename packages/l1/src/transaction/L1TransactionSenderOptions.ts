import type { L1Client } from '../client/L1Client.ts'
import type { L1IntentJournal } from './L1IntentJournal.ts'
import type { L1SenderEvent } from './L1SenderEvent.ts'
import type { L1Signer } from './L1Signer.ts'

export interface L1TransactionSenderOptions {
  readonly client: L1Client
  /** Its account must be used by this sender alone. */
  readonly signer: L1Signer
  /** L1's. */
  readonly chainId: number
  readonly journal: L1IntentJournal
  /** Blocks from the including one to the head, both counted, before an outcome is given. @default 1 */
  readonly confirmations?: number
  /** L1 blocks without inclusion before fees are raised. @default 3 */
  readonly bumpAfterBlocks?: number
  /** Intents with a nonce and without an outcome at a time. @default 16 */
  readonly maxInFlight?: number
  /** Wei; no transaction offers more. @default 1000 gwei */
  readonly maxFeePerGasLimit?: bigint
  /** How deep a transaction must be before the sender stops watching for its disappearance. @default 128 */
  readonly retainBlocks?: number
  /** @default 250 */
  readonly pollIntervalMs?: number
  /** The longest wait between two tries while L1 is away. @default 5000 */
  readonly maxRetryDelayMs?: number
  readonly onEvent?: (event: L1SenderEvent) => void
}
