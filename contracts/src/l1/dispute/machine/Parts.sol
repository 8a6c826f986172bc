// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

// The parts of a machine state. Each field is one word, in the order of the commitment, so that a struct in
// memory is the preimage of its hash. Integers, addresses and flags are uint256: a preimage that is agreed on
// holds nothing else, and no field is ever cut to fewer bits.

/// @notice W: what frames change and a failing frame takes back.
struct World {
    bytes32 stateRoot;
    bytes32 txMapRoot;
    uint256 refund;
    uint256 logCount;
    bytes32 logAcc;
    bytes32 bloomHash;
    bytes32 selfdestructAcc;
}

/// @notice B: the block under way.
struct BlockPart {
    uint256 chainId;
    uint256 number;
    uint256 timestamp;
    uint256 gasLimit;
    uint256 baseFee;
    uint256 coinbase;
    uint256 prevRandao;
    bytes32 parentHash;
    uint256 l1BaseFee;
    uint256 feeScalar;
    bytes32 inputCommitment;
    uint256 indexInBatch;
    bytes32 depositHash;
    bytes32 payloadHash;
    uint256 payloadCursor;
    uint256 payloadEnd;
    uint256 inputIndex;
    uint256 inputCount;
    uint256 cumulativeGas;
    bytes32 txAcc;
    bytes32 receiptAcc;
    bytes32 bloomHash;
}

/// @notice T: the transaction under way.
struct TransactionPart {
    bytes32 hash;
    uint256 transactionType;
    uint256 origin;
    uint256 nonce;
    uint256 maxFee;
    uint256 maxTip;
    uint256 gasPrice;
    uint256 tip;
    uint256 mint;
    uint256 treasury;
    uint256 management;
    uint256 gasLimit;
    uint256 intrinsicGas;
    uint256 floorGas;
    uint256 to;
    uint256 isCreate;
    uint256 value;
    bytes32 calldataRoot;
    uint256 calldataLength;
    bytes32 listHash;
    uint256 charterSigner;
    uint256 isSystem;
    uint256 permMask;
    uint256 tax;
    uint256 l1Fee;
    bytes32 startRoot;
}

/// @notice F: the frame of execution; its last seven words are a World.
struct Frame {
    uint256 depth;
    bytes32 parentHash;
    uint256 isStatic;
    uint256 isCreate;
    uint256 self;
    uint256 caller;
    bytes32 codeHash;
    uint256 value;
    uint256 gas;
    uint256 pc;
    uint256 stackSize;
    bytes32 stackHash;
    uint256 memoryWords;
    bytes32 memoryRoot;
    bytes32 calldataRoot;
    uint256 calldataOffset;
    uint256 calldataLength;
    bytes32 returndataRoot;
    uint256 returndataOffset;
    uint256 returndataLength;
    uint256 dstOffset;
    uint256 dstLength;
    bytes32 snapStateRoot;
    bytes32 snapTxMapRoot;
    uint256 snapRefund;
    uint256 snapLogCount;
    bytes32 snapLogAcc;
    bytes32 snapBloomHash;
    bytes32 snapSelfdestructAcc;
}

/// @notice P: an operation that goes on in the next step, and the opcode that began it (0: none).
struct Pending {
    uint256 op;
    uint256[12] words;
}
