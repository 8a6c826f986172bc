import { expect } from 'vitest'
import { alice, bob } from '../../dac/testAccounts.ts'
import type { MethodAnswers } from './MethodAnswers.ts'
import type { MethodChain } from './MethodChain.ts'

/** `web3_`, `net_`, `rpc_` and `txpool_`. */
export function nodeAnswers(_chain: MethodChain): MethodAnswers {
  const summary = `${bob.address}: 1 wei + 100000 gas × 2000000000 wei`
  return {
    web3_clientVersion: { result: () => 'mvm/v0.1.0-test' },
    web3_sha3: {
      params: () => ['0x68656c6c6f'],
      result: () => '0x1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8',
    },
    net_version: { result: () => '1088001' },
    net_listening: { result: () => true },
    net_peerCount: { result: () => '0x0' },
    rpc_modules: { result: () => expect.objectContaining({ eth: '1.0', mvm: '1.0' }) },
    txpool_status: { result: () => ({ pending: '0x1', queued: '0x1' }) },
    txpool_content: {
      result: () => ({
        pending: { [alice.address]: { 2: expect.objectContaining({ blockHash: null }) } },
        queued: { [alice.address]: { 4: expect.objectContaining({ transactionIndex: null }) } },
      }),
    },
    txpool_contentFrom: {
      params: () => [bob.address],
      result: () => ({ pending: {}, queued: {} }),
    },
    txpool_inspect: {
      result: () => ({
        pending: { [alice.address]: { 2: summary } },
        queued: { [alice.address]: { 4: summary } },
      }),
    },
  }
}
