// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Pays out the MT that messages of L2ToL1MessagePasser carry.
///
/// @dev A message is *proven* against an output root of a live state batch, and *finalized* once that state
/// batch is withdrawable. A state batch's index is never used twice, so what was proven against one stands in
/// it for as long as it is live. Only the value of a message is paid here, by a plain transfer of MT to its
/// target: its data is not delivered, and may be later by another contract that keeps its own record.
interface IMTWithdrawals {
    enum WithdrawalStatus {
        None,
        Proven,
        Finalized
    }

    /// @notice What L2ToL1MessagePasser hashes, without the chainID.
    struct WithdrawalMessage {
        uint256 nonce;
        address sender;
        address target;
        uint256 value;
        uint256 gasLimit;
        bytes data;
    }

    /// @notice A block's output root, taken apart, and its place in a state batch.
    /// @param index The block's place in the batch.
    /// @param siblings Of the Merkle path, lowest first.
    struct OutputRootProof {
        uint256 stateBatchIndex;
        uint256 blockNumber;
        bytes32 stateRoot;
        bytes32 messagePasserStorageRoot;
        bytes32 blockHash;
        uint256 index;
        bytes32[] siblings;
    }

    /// @param stateBatchIndex Of the state batch that it is proven against.
    struct Withdrawal {
        WithdrawalStatus status;
        uint256 chainId;
        address target;
        uint256 value;
        uint256 stateBatchIndex;
    }

    /// @notice A message without MT has nothing to be paid here.
    error NoValue(bytes32 withdrawalHash);
    /// @notice The output root is not in that place of a live state batch.
    error OutputRootNotFound(uint256 chainId, uint256 stateBatchIndex, uint256 blockNumber);
    /// @notice The storage does not hold the message. OpenZeppelin's `RLPInvalidEncoding` may say the same.
    error MessageNotSent(bytes32 withdrawalHash);
    /// @notice It is proven against a live state batch that is not later.
    error AlreadyProven(bytes32 withdrawalHash, uint256 stateBatchIndex);
    error AlreadyFinalized(bytes32 withdrawalHash);
    error NotProven(bytes32 withdrawalHash);
    /// @notice The state batch can still be disputed, is disputed, or was deleted: then prove again.
    error NotWithdrawable(uint256 chainId, uint256 stateBatchIndex);
    /// @notice The DAC has less than it wants to pay: no chain reaches for another's escrow.
    error EscrowTooLow(uint256 chainId, uint256 escrow, uint256 value);

    /// @notice When a message is proven, also when again.
    event WithdrawalProven(
        bytes32 indexed withdrawalHash, uint256 indexed chainId, uint256 stateBatchIndex
    );
    /// @notice When a message's MT is paid out.
    event WithdrawalFinalized(
        bytes32 indexed withdrawalHash,
        uint256 indexed chainId,
        address indexed target,
        uint256 value
    );

    /// @notice Proves that a message with MT was sent on a DAC. It may be proven again against an earlier
    /// state batch, and against any other once the state batch was deleted.
    /// @param storageProof Trie nodes, from the storage root to the message's slot, as `eth_getProof` of
    /// `sentMessages[withdrawalHash]` gives them.
    /// @return withdrawalHash Of the message.
    function proveWithdrawal(
        uint256 chainId,
        WithdrawalMessage calldata message,
        OutputRootProof calldata outputRootProof,
        bytes[] calldata storageProof
    ) external returns (bytes32 withdrawalHash);

    /// @notice Pays a proven message's MT to its target, once. Anyone may.
    function finalizeWithdrawal(bytes32 withdrawalHash) external;

    /// @notice What is known of a message; of status `None` if it was never proven.
    function withdrawal(bytes32 withdrawalHash) external view returns (Withdrawal memory);

    /// @notice Whether `finalizeWithdrawal` would pay now.
    function isFinalizable(bytes32 withdrawalHash) external view returns (bool);
}
