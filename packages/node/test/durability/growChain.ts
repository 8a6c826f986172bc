import { setTimeout as delay } from 'node:timers/promises'
import type { SteppedNetwork } from '../support/SteppedNetwork.ts'
import { type SignedTransfer, signTransfers } from '../support/signTransfers.ts'
import { WsRpc } from '../support/WsRpc.ts'

/** Sealing waits while so many blocks are not safe. */
const MAX_UNSAFE_BLOCKS = 600
/** Every so many blocks one has several transactions. */
const CROWD_EVERY = 10
const CROWD = 4
const SIGNED_AHEAD = 500

export interface GrownChain {
  readonly hashes: readonly string[]
  readonly lastBlock: number
}

/**
 * Seals `blockCount` blocks more, or one beyond, each as soon as the one before is there and each with at least one transaction.
 *
 * @param onBlock told of every sealed block's number
 */
export async function growChain(
  stepped: SteppedNetwork,
  blockCount: number,
  onBlock: (blockNumber: number) => void = () => undefined,
): Promise<GrownChain> {
  const { rpc, network } = stepped
  const [account] = network.users
  if (account === undefined) throw new Error('a network has users')
  const ws = await WsRpc.connect(rpc.url.replace('http', 'ws'))
  const hashes: string[] = []
  let nonce = await rpc.nonce(account.address)
  let signed: SignedTransfer[] = []
  const next = (): SignedTransfer => {
    if (signed.length === 0) {
      const { privateKey } = account
      const { chainId } = network.dac
      signed = signTransfers({ chainId, privateKey, firstNonce: nonce, count: SIGNED_AHEAD })
      nonce += SIGNED_AHEAD
    }
    return signed.shift() as SignedTransfer
  }
  let safe = Number((await rpc.block('safe'))?.number)
  try {
    const last = ws.head + blockCount
    while (ws.head < last) {
      const head = ws.head
      const crowd = head % CROWD_EVERY === 0 ? Array.from({ length: CROWD }, next) : [next()]
      hashes.push(
        ...(await Promise.all(
          crowd.map(({ raw }) => ws.call<string>('eth_sendRawTransaction', raw)),
        )),
      )
      do {
        await stepped.step()
      } while (!(await ws.headAbove(head, 100)))
      onBlock(ws.head)
      while (ws.head - safe > MAX_UNSAFE_BLOCKS) {
        safe = Number((await rpc.block('safe'))?.number)
        await stepped.step()
        await delay(5)
      }
    }
    // A crowd that came in two parts has one more block.
    const newest = hashes.slice(-1)
    await stepped.stepUntil(async () => (await rpc.receipts(newest)).every((one) => one !== null))
    return { hashes, lastBlock: await rpc.blockNumber() }
  } finally {
    ws.close()
  }
}
