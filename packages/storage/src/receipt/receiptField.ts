import type { CharterDenial, Receipt, TransactionHash } from '@mvm/protocol'
import { bloomField } from '../record/bloomField.ts'
import type { RecordReader } from '../record/RecordReader.ts'
import type { RecordWriter } from '../record/RecordWriter.ts'
import { logField } from './logField.ts'

const SUCCEEDED = 1
const HAS_TO = 2
const HAS_CONTRACT = 4
const IS_DEPOSIT = 8
const HAS_DEPOSIT_NONCE = 16
const HAS_DENIAL = 32

/** A receipt in the receipts record: the transaction's hash first, the logs last. */
export const receiptField = {
  /** Returns the offset at which the logs begin. */
  write(writer: RecordWriter, receipt: Receipt): number {
    const { to, contractAddress, depositNonce, denial } = receipt
    writer.fixedHex(receipt.transactionHash, 32)
    writer.byte(receipt.type)
    writer.byte(
      (receipt.status === 1 ? SUCCEEDED : 0) |
        (to === null ? 0 : HAS_TO) |
        (contractAddress === null ? 0 : HAS_CONTRACT) |
        (receipt.inclusion === 'deposit' ? IS_DEPOSIT : 0) |
        (depositNonce === undefined ? 0 : HAS_DEPOSIT_NONCE) |
        (denial === undefined ? 0 : HAS_DENIAL),
    )
    writer.fixedHex(receipt.from, 20)
    if (to !== null) writer.fixedHex(to, 20)
    if (contractAddress !== null) writer.fixedHex(contractAddress, 20)
    writer.bigint(receipt.gasUsed)
    writer.bigint(receipt.cumulativeGasUsed)
    writer.bigint(receipt.effectiveGasPrice)
    writer.bigint(receipt.l1Fee)
    writer.bigint(receipt.taxPaid)
    writer.bigint(receipt.charterVersion)
    if (depositNonce !== undefined) writer.bigint(depositNonce)
    if (denial !== undefined) writeDenial(writer, denial)
    bloomField.write(writer, receipt.logsBloom)
    const logsOffset = writer.length
    writer.number(receipt.logs.length)
    for (const log of receipt.logs) logField.write(writer, log)
    return logsOffset
  },

  read(reader: RecordReader): Receipt {
    const transactionHash = reader.hash<TransactionHash>()
    const type = reader.byte()
    const flags = reader.byte()
    const has = (flag: number): boolean => (flags & flag) !== 0
    const head = {
      transactionHash,
      type,
      status: has(SUCCEEDED) ? (1 as const) : (0 as const),
      inclusion: has(IS_DEPOSIT) ? ('deposit' as const) : ('sequenced' as const),
      from: reader.address(),
      to: has(HAS_TO) ? reader.address() : null,
      contractAddress: has(HAS_CONTRACT) ? reader.address() : null,
      gasUsed: reader.bigint(),
      cumulativeGasUsed: reader.bigint(),
      effectiveGasPrice: reader.bigint(),
      l1Fee: reader.bigint(),
      taxPaid: reader.bigint(),
      charterVersion: reader.bigint(),
    }
    const depositNonce = has(HAS_DEPOSIT_NONCE) ? { depositNonce: reader.bigint() } : {}
    const denial = has(HAS_DENIAL) ? { denial: readDenial(reader) } : {}
    const logsBloom = bloomField.read(reader)
    const logs = Array.from({ length: reader.number() }, () => logField.read(reader))
    return { ...head, ...depositNonce, ...denial, logsBloom, logs }
  },
} as const

function writeDenial(writer: RecordWriter, denial: CharterDenial): void {
  writer.fixedHex(denial.signer, 20)
  writer.number(denial.opcode)
  writer.fixedHex(denial.self, 20)
  writer.number(denial.depth)
}

function readDenial(reader: RecordReader): CharterDenial {
  return {
    signer: reader.address(),
    opcode: reader.number(),
    self: reader.address(),
    depth: reader.number(),
  }
}
