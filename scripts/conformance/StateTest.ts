import type { Hex } from '@mvm/protocol'

/** Ethereum's state test format: one environment and pre-state, one transaction with variants, expected results. */
export interface StateTest {
  readonly env: {
    readonly currentCoinbase: Hex
    readonly currentGasLimit: Hex
    readonly currentNumber: Hex
    readonly currentTimestamp: Hex
    readonly currentRandom?: Hex
    readonly currentBaseFee?: Hex
    readonly currentExcessBlobGas?: Hex
  }
  readonly pre: Readonly<Record<Hex, StateTestAccount>>
  readonly post: Readonly<Record<string, readonly StateTestResult[]>>
}

export interface StateTestAccount {
  readonly nonce: Hex
  readonly balance: Hex
  readonly code: Hex
  readonly storage: Readonly<Record<Hex, Hex>>
}

export interface StateTestResult {
  /** State root after the transaction. */
  readonly hash: Hex
  /** keccak256(rlp(logs)). */
  readonly logs: Hex
  readonly txbytes: Hex
  readonly expectException?: string
}

/** One transaction of a test file. */
export interface StateTestCase {
  readonly name: string
  readonly fork: string
  readonly test: StateTest
  readonly expected: StateTestResult
}
