import {
  type Address,
  fromHex,
  type Hex,
  MAX_TRANSACTION_GAS,
  type UnsignedTransaction,
} from '@mvm/protocol'
import type { NodeClient } from '../node/NodeClient.ts'

export interface TransactionRequest {
  readonly chainId: number
  readonly from: Address
  /** `null` creates a contract. */
  readonly to: Address | null
  /** Wei. */
  readonly value: bigint
  readonly data: Hex
  readonly nonce: number | undefined
  readonly gasLimit: bigint | undefined
}

/**
 * A transaction of type 2 with nonce, gas limit and prices filled in from what the node says: a fifth more gas than
 * it takes now, and room for the base fee to double. Throws what the client throws, for a call that fails, too.
 */
export async function prepareTransaction(
  node: NodeClient,
  request: TransactionRequest,
  signal: AbortSignal,
): Promise<Extract<UnsignedTransaction, { readonly type: 2 }>> {
  const { chainId, from, to, value, data } = request
  const call = {
    from,
    ...(to === null ? {} : { to }),
    value: `0x${value.toString(16)}`,
    data,
  }
  const [nonce, gas, tip, block] = await Promise.all([
    request.nonce ?? node.request('eth_getTransactionCount', [from, 'pending'], signal),
    request.gasLimit ?? estimate(node, call, signal),
    node.request('eth_maxPriorityFeePerGas', [], signal),
    node.request('eth_getBlockByNumber', ['latest', false], signal),
  ])
  const { baseFeePerGas } = block as { readonly baseFeePerGas: string }
  const maxPriorityFeePerGas = BigInt(tip as string)
  return {
    type: 2,
    chainId,
    nonce: BigInt(nonce as string | number),
    gasLimit: gas,
    to,
    value,
    data: fromHex(data),
    accessList: [],
    maxPriorityFeePerGas,
    maxFeePerGas: 2n * BigInt(baseFeePerGas) + maxPriorityFeePerGas,
  }
}

async function estimate(
  node: NodeClient,
  call: {
    readonly from: string
    readonly to?: string
    readonly value: string
    readonly data: string
  },
  signal: AbortSignal,
): Promise<bigint> {
  const gas = BigInt((await node.request('eth_estimateGas', [call], signal)) as string)
  const roomy = gas + gas / 5n
  return roomy < MAX_TRANSACTION_GAS ? roomy : MAX_TRANSACTION_GAS
}
