import type { MethodAnswers } from './MethodAnswers.ts'
import type { MethodChain } from './MethodChain.ts'

/** What `eth_` says of the chain as a whole. */
export function chainAnswers({ block }: MethodChain): MethodAnswers {
  return {
    eth_chainId: { result: () => '0x109a01' },
    eth_accounts: { result: () => [] },
    eth_coinbase: { result: () => `0x${'00'.repeat(20)}` },
    eth_mining: { result: () => false },
    eth_protocolVersion: { result: () => '0x41' },
    eth_blockNumber: { result: () => '0x2' },
    eth_syncing: { result: () => false },
    eth_gasPrice: { result: () => '0xf4243' },
    eth_maxPriorityFeePerGas: { result: () => '0x3' },
    eth_baseFee: { result: () => '0xf4240' },
    eth_capabilities: {
      result: () => ({
        head: { number: '0x2', hash: block(2).hash },
        state: { disabled: false, oldestBlock: '0x0' },
        tx: { disabled: false, oldestBlock: '0x0' },
        logs: { disabled: false, oldestBlock: '0x0' },
        receipts: { disabled: false, oldestBlock: '0x0' },
        blocks: { disabled: false, oldestBlock: '0x0' },
        stateproofs: { disabled: false, oldestBlock: '0x0' },
      }),
    },
    eth_config: {
      result: () => ({
        current: {
          activationTime: 0,
          blobSchedule: null,
          chainId: '0x109a01',
          forkId: '0x12345678',
          precompiles: { ECREC: `0x${'00'.repeat(19)}01` },
          systemContracts: {},
        },
        next: null,
        last: null,
      }),
    },
    eth_blobBaseFee: { result: () => '0x1' },
    eth_feeHistory: {
      params: () => ['0x2', 'latest', [0, 50, 100]],
      result: () => ({
        oldestBlock: '0x1',
        baseFeePerGas: ['0xf4240', '0xf4240', '0xf4240'],
        gasUsedRatio: [21_000 / 30_000_000, 42_000 / 30_000_000],
        baseFeePerBlobGas: ['0x1', '0x1', '0x1'],
        blobGasUsedRatio: [0, 0],
        reward: [
          ['0x0', '0x0', '0x0'],
          ['0x5', '0x5', '0x5'],
        ],
      }),
    },
  }
}
