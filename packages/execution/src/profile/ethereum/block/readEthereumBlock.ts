import { type Address, type RlpReader, toHex, type Withdrawal } from '@mvm/protocol'
import { readEthereumHeader } from '../header/readEthereumHeader.ts'
import type { EthereumBlock } from './EthereumBlock.ts'

const FIRST_LIST = 0xc0

/** Reads a block from the bytes that the reader is over. Throws {@link MalformedRlpError}. */
export function readEthereumBlock(reader: RlpReader, bytes: Uint8Array): EthereumBlock {
  const end = reader.enterList()
  const header = readEthereumHeader(reader)
  const transactions = reader.list(() => readTransaction(reader, bytes))
  const ommers = reader.list(() => readEthereumHeader(reader))
  const withdrawals = reader.isAtEnd ? null : reader.list(() => readWithdrawal(reader))
  reader.leaveList(end)
  return { header, transactions, ommers, withdrawals }
}

/** Its encoding, as a copy: it outlives the file that it was read from. What it says is not looked at. */
function readTransaction(reader: RlpReader, bytes: Uint8Array): Uint8Array {
  const start = reader.position
  if ((bytes[start] as number) < FIRST_LIST) return reader.bytes().slice()
  reader.passOver()
  return bytes.slice(start, reader.position)
}

function readWithdrawal(reader: RlpReader): Withdrawal {
  const end = reader.enterList()
  const withdrawal: Withdrawal = {
    index: reader.uint(8),
    validatorIndex: reader.uint(8),
    address: toHex(reader.bytesOfLength(20)) as Address,
    amountGwei: reader.uint(8),
  }
  reader.leaveList(end)
  return withdrawal
}
