import {
  encodeWithdrawBonds,
  type L1Client,
  type L1TransactionSender,
  readDisputeCredit,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import type { GameLogger } from './GameLogger.ts'

export interface WithdrawBondsOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  readonly logger: GameLogger
  /** The intent's name, which is sent once. */
  readonly id: string
  readonly signal: AbortSignal
}

/** Fetches what games have brought an account, in wei of ETH; sends nothing when that is nothing. */
export async function withdrawBonds({
  client,
  contracts,
  sender,
  logger,
  id,
  signal,
}: WithdrawBondsOptions): Promise<bigint> {
  const amount = await readDisputeCredit({ client, contracts, signal }, sender.address)
  if (amount === 0n) return 0n
  const data = encodeWithdrawBonds()
  const { status } = await sender.send({ id, to: contracts.disputeGame, data }, { signal })
  if (status === 'included') {
    logger.info({ amount }, 'bonds withdrawn')
    return amount
  }
  logger.warn({ amount, status }, 'bonds could not be withdrawn')
  return 0n
}
