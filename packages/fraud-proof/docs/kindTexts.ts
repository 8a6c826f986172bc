import { Kind } from '../src/index.ts'

/** What a line of the page's table says of a kind of step. */
export interface KindText {
  readonly file: string
  /** Elements after the opening, in their order. */
  readonly reads: string
  readonly checks: string
  readonly writes: string
}

/** By kind; HALT has its own opening. */
export const kindTexts: Readonly<Record<Kind, KindText>> = {
  [Kind.BLOCK_BEGIN]: {
    file: 'blockBeginStep.ts',
    reads:
      'batch (13 words), parent header, origin header, payload; in a batch’s first block the element hashes; ways of `MVM_L1Block`, its slots 0–4, the history contract and its slot',
    checks:
      'batch against inputCommitment, header against parentHash, origin and payload against the batch, element hashes against its queue hashes',
    writes:
      'B: timestamp, gasLimit, baseFee, coinbase, prevRandao, l1BaseFee, feeScalar, depositHash, payload cursor and end, number of inputs; the two contracts’ slots; TX_NEXT, or BLOCK_END without inputs',
  },
  [Kind.TX_NEXT]: {
    file: 'txNextStep.ts',
    reads: 'a deposit: element (10 words) and the rest of the chain, data; else the payload',
    checks:
      'a payload’s input is decoded strictly and is skipped for: encoding, type, chain, ranges, size, signature, gas that the block has not left or that does not reach intrinsic or floor gas, init code above 49,152 bytes, prices, the IPFS resolver as its addressee',
    writes: 'T and TX_CHECK; skipped: inputIndex + 1 and TX_NEXT or BLOCK_END',
  },
  [Kind.TX_CHECK]: {
    file: 'txCheckStep.ts',
    reads:
      '`MVM_DACMaster` (not for deposits of system or assets), slot 12, as far as they count restricted, denied, allowed; sender, its code unless empty',
    checks:
      'SUBMIT; nonce; that the sender has no code but a delegation; balance ≥ value; what is not taxed as TX_TAX does',
    writes:
      'permMask, management; what is taxed (a value, but to an exit) TX_TAX, else sender charged, nonce + 1, TX_LISTS; skipped as in TX_NEXT. A deposit: mint and nonce stay whatever comes; one that may not call is TX_FINALIZE as halted',
  },
  [Kind.TX_TAX]: {
    file: 'txTaxStep.ts',
    reads:
      '`MVM_DACMaster`, tax brackets up to the first 0, slot 11 if there is tax, slot 12 if that is 0; sender',
    checks: 'balance ≥ gasLimit × maxFee + value + tax + l1Fee',
    writes: 'tax, treasury; sender charged, nonce + 1; TX_LISTS; skipped as in TX_NEXT',
  },
  [Kind.TX_LISTS]: {
    file: 'txListsStep.ts',
    reads:
      'the next entry (preimage of listHash) and the warm entry, or the authority’s account and code; with none left `to`, its code, the delegate’s warm entry',
    checks:
      'authorization: chain, nonce, signature, no code but a delegation; creation: CREATE in permMask',
    writes:
      'warm entries, delegation and nonce of an authority, refund of 12,500 if it was there; then P of CALL_ENTER or CREATE_ENTER; a denied creation is TX_FINALIZE as halted',
  },
  [Kind.EXEC]: {
    file: 'execStep.ts',
    reads: 'code, then values if the opcode takes any, then the opcode’s own',
    checks:
      'code against codeHash; permission; stack; static gas; static frame; then the opcode’s own',
    writes:
      'F, W by the opcode; every exceptional halt is FRAME_EXIT with P = 0 and all else as it was opened',
  },
  [Kind.CALL_ENTER]: {
    file: 'callEnterStep.ts',
    reads: 'with value payer and receiver; account of the code unless it is a precompile',
    checks: 'depth ≤ 1,025 frames, balance: else 0 is pushed and the gas goes back',
    writes:
      'snap := W, then the transfer; child frame: EXEC, or PRECOMPILE if the code is a precompile’s and not delegated to',
  },
  [Kind.PRECOMPILE]: {
    file: 'precompileStep.ts',
    reads: 'range of the input (identity: nothing)',
    checks:
      'input ≤ 32 KiB (identity: any), price ≤ gas and ≤ 3,000,000: else halted; ≥ 8,000,000 L1 gas for the call, or the step reverts',
    writes: 'gas − price; FRAME_EXIT with the output’s own tree, or the input’s (identity)',
  },
  [Kind.CREATE_ENTER]: {
    file: 'createEnterStep.ts',
    reads:
      'range of the init code; creator, warm entry, new account, creator once more if it pays, created entry (a transaction’s own: from the new account on)',
    checks:
      'depth, balance, nonce < 2^64 − 1: else 0 is pushed and the gas goes back; collision by nonce, code or storage loses the gas',
    writes:
      'creator’s nonce + 1, new address warm, snap := W; account with nonce 1 and the value, created entry; child frame: EXEC',
  },
  [Kind.COPY]: {
    file: 'copyStep.ts',
    reads: 'range of the source, or the code; range of the destination',
    checks:
      'both against their roots or hashes; at most 256 words a step, aligned at the destination',
    writes: 'memoryRoot, done; after the last chunk EXEC',
  },
  [Kind.KECCAK]: {
    file: 'keccakStep.ts',
    reads:
      'above 32 KiB, from the second step on, the sponge (200 bytes); range; for a log, at its end, the transaction’s bloom',
    checks: 'sponge against its hash; at most 32 KiB natively, above it 4,352 bytes a step',
    writes: 'the hash pushed; or logAcc, logCount and bloomHash; EXEC',
  },
  [Kind.FRAME_EXIT]: {
    file: 'frameExitStep.ts',
    reads:
      'a creation that succeeded: range of the code, own account; parent frame (29 words) unless outermost',
    checks:
      'code ≤ 24,576 bytes, 200 gas a byte, first byte not 0xEF: else halted; parent against parentHash',
    writes:
      'W := snap unless succeeded; parent: gas, flag or address pushed, returndata by reference, COPY of what it wants; outermost: TX_FINALIZE',
  },
  [Kind.TX_FINALIZE]: {
    file: 'txFinalizeStep.ts',
    reads:
      'accounts of origin, treasury, coinbase (each if it gets anything), FeeVault and its slots',
    checks:
      'refund ≤ a fifth of the gas spent, gas used ≥ floor gas; a deposit that failed used all of it, and nobody is paid for a deposit',
    writes: 'balances, FeeVault’s totals; TX_DESTRUCT or TX_RECEIPT',
  },
  [Kind.TX_DESTRUCT]: {
    file: 'txDestructStep.ts',
    reads: 'link of selfdestructAcc (rest, address), the account, a child that is left',
    checks: 'link against its hash',
    writes: 'one account removed; then the next, or TX_RECEIPT',
  },
  [Kind.TX_RECEIPT]: {
    file: 'txReceiptStep.ts',
    reads: 'blooms of block and transaction, unless the latter is empty',
    checks: 'both against their hashes',
    writes:
      'cumulativeGas, txAcc, receiptAcc, bloomHash; W but stateRoot as at the start; T absent; TX_NEXT or BLOCK_END',
  },
  [Kind.BLOCK_END]: {
    file: 'blockEndStep.ts',
    reads: 'bloom, account of L2ToL1MessagePasser',
    checks: 'bloom against its hash',
    writes: 'header, block hash, output root: HALT',
  },
  [Kind.HALT]: {
    file: 'step.ts',
    reads: 'kind and output root',
    checks: 'nothing else',
    writes: 'nothing',
  },
}
