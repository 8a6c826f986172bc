import type { Address } from '@mvm/protocol'
import { formatBlockTransactions } from '../format/formatBlockTransactions.ts'
import { formatOtsReceipts } from '../format/formatOtsReceipts.ts'
import type { Json } from '../jsonrpc/Json.ts'
import { TimeSlice } from '../jsonrpc/TimeSlice.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** Transactions of whole blocks, newest first. */
export interface FoundTransactions {
  readonly txs: readonly Json[]
  readonly receipts: readonly Json[]
  /** Whether the search has reached the end of the chain in its direction. */
  readonly isAtEnd: boolean
}

/**
 * Goes through the chain from a block on for transactions that an account sent, received, was created by, or left
 * logs in, until a page is full or so many blocks are looked at.
 */
export async function searchTransactions(
  chain: ChainPort,
  account: Address,
  {
    from,
    step,
    pageSize,
    mostBlocks,
  }: {
    readonly from: number
    readonly step: 1 | -1
    readonly pageSize: number
    readonly mostBlocks: number
  },
  signal: AbortSignal,
): Promise<FoundTransactions> {
  const found: { readonly tx: Json; readonly receipt: Json }[] = []
  const slice = new TimeSlice()
  let number = from
  for (let looked = 0; looked < mostBlocks && found.length < pageSize; looked++) {
    const block = number < 0 ? null : chain.headerByNumber(number)
    if (block === null) return page(found, step, true)
    found.push(...matchesIn(chain, block, account, step))
    number += step
    if (!slice.isOver) continue
    await slice.pause()
    signal.throwIfAborted()
  }
  const isAtEnd = number < 0 || chain.headerByNumber(number) === null
  return page(found, step, isAtEnd)
}

function matchesIn(chain: ChainPort, block: SealedHeader, account: Address, step: 1 | -1) {
  const places = chain.receipts(block).flatMap((receipt, index) => {
    const { from, to, contractAddress, logs } = receipt
    const isParty = [from, to, contractAddress].includes(account)
    return isParty || logs.some(({ address }) => address === account) ? [index] : []
  })
  if (places.length === 0) return []
  const transactions = formatBlockTransactions(chain, block)
  const receipts = formatOtsReceipts(chain, block)
  const matches = places.map((index) => ({
    tx: transactions[index] ?? null,
    receipt: receipts[index] ?? null,
  }))
  return step === 1 ? matches : matches.reverse()
}

function page(
  found: readonly { readonly tx: Json; readonly receipt: Json }[],
  step: 1 | -1,
  isAtEnd: boolean,
): FoundTransactions {
  const newestFirst = step === 1 ? found.toReversed() : found
  return {
    txs: newestFirst.map(({ tx }) => tx),
    receipts: newestFirst.map(({ receipt }) => receipt),
    isAtEnd,
  }
}
