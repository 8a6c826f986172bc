import type { Address, Hex } from '@mvm/protocol'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'

/** What attackers know of a DAC on a node; crosses to their threads. */
export interface AttackTarget {
  /** Of the DAC's JSON-RPC over HTTP. */
  readonly url: string
  readonly chainId: number
  readonly addresses: readonly Address[]
  /** A contract that has written some ten thousand logs. */
  readonly logger: Address
  readonly transactionHash: Hex
  readonly blockHash: Hex
  /** Has ETH, and sends nothing else. */
  readonly attacker: DevnetAccount
}

/** What an attack is given: it goes on until the signal aborts. */
export interface AttackOptions {
  readonly target: AttackTarget
  readonly signal: AbortSignal
  readonly seed: number
  /** Tells of an HTTP answer, or of a message on a socket. */
  readonly onAnswer: (text: string) => void
}

export type Attack = (options: AttackOptions) => Promise<void>
