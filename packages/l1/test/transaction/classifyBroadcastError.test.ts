import { expect, test } from 'vitest'
import { classifyBroadcastError } from '../../src/transaction/classifyBroadcastError.ts'

test.each([
  // geth
  ['already known', 'alreadyKnown'],
  ['nonce too low: next nonce 5, tx nonce 4', 'nonceTooLow'],
  ['replacement transaction underpriced', 'underpriced'],
  ['transaction underpriced: gas tip cap 0, minimum needed 1', 'underpriced'],
  ['max fee per gas less than block base fee: address 0x1, maxFeePerGas: 1', 'underpriced'],
  ['insufficient funds for gas * price + value: balance 0, tx cost 1', 'insufficientFunds'],
  ['intrinsic gas too low: gas 1, minimum needed 21000', 'impossible'],
  ['insufficient gas for floor data gas cost: gas 21000, minimum needed 21010', 'impossible'],
  ['exceeds block gas limit', 'impossible'],
  ['oversized data: transaction size 131200, limit 131072', 'impossible'],
  ['txpool is full', 'unknown'],
  // anvil and Reth
  ['transaction already imported', 'alreadyKnown'],
  ['nonce too low', 'nonceTooLow'],
  ['Insufficient funds for gas * price + value', 'insufficientFunds'],
  ['intrinsic gas too low', 'impossible'],
  ['Max fee per gas less than block base fee', 'underpriced'],
  // Nethermind
  ['AlreadyKnown', 'alreadyKnown'],
  ['OldNonce, Current nonce: 5, nonce of rejected tx: 4', 'nonceTooLow'],
  ['ReplacementNotAllowed', 'underpriced'],
  ['FeeTooLow, MaxFeePerGas too low', 'underpriced'],
  ['InsufficientFunds, Account balance: 0', 'insufficientFunds'],
  // Besu
  ['Known transaction', 'alreadyKnown'],
  ['Nonce too low', 'nonceTooLow'],
  ['Replacement transaction underpriced', 'underpriced'],
  ['Gas price below configured minimum gas price', 'underpriced'],
  ['Upfront cost exceeds account balance', 'insufficientFunds'],
  // Erigon
  ['existing tx with same hash', 'alreadyKnown'],
  ['fee too low', 'underpriced'],
  ['could not replace existing tx', 'underpriced'],
  ['RLPTooLong', 'impossible'],
  // Providers
  ['internal error', 'unknown'],
  ['rate limit exceeded', 'unknown'],
])('understands "%s" as %s', (message, expected) => {
  expect(classifyBroadcastError(message)).toBe(expected)
})
