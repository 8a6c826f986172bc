// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Output roots of every DAC, in state batches. A lost dispute deletes a state batch with all later
/// ones of its chain; nothing else does.
/// @dev State batch 0 of each chain is block 0's output root. Indices are never used twice. A state batch is
/// *live* until it is deleted; the live ones cover the blocks from 0 to `nextBlock - 1` without a gap.
interface IStateCommitmentChain {
    /// @param merkleRoot Over the batch's output roots: leaf keccak(blockNumber, root), padded with zero to
    /// a power of two.
    /// @param appendedAt Timestamp.
    /// @param ordinal Number of live state batches before it when it was appended.
    /// @param asserter Who appended it; zero for state batch 0.
    /// @param appendedAtBlock L1 block.
    struct StateBatch {
        bytes32 merkleRoot;
        uint64 firstBlock;
        uint32 rootCount;
        uint64 appendedAt;
        uint64 ordinal;
        address asserter;
        uint64 appendedAtBlock;
    }

    /// @param nextBlock First block of the next state batch.
    /// @param stateBatchCount State batches ever appended, which is the next one's index.
    /// @param liveCount State batches that are not deleted.
    /// @param window Seconds.
    struct StateTip {
        uint64 nextBlock;
        uint64 stateBatchCount;
        uint64 liveCount;
        uint64 window;
    }

    /// @notice Only ComCo opens chains, only the dispute game deletes.
    error NotAuthorized(address caller);
    error UnknownChain(uint256 chainId);
    error ChainExists(uint256 chainId);
    error RootCountOutOfRange(uint256 count, uint256 max);
    /// @notice The zero root would be a hole in the chain's state.
    error ZeroOutputRoot(uint256 blockNumber);
    /// @notice Another state batch came first, or one was deleted.
    error FirstBlockMismatch(uint256 given, uint256 next);
    /// @notice The transaction batch is not the one that contains the last block: a mistake, or L1 was
    /// reorganised.
    error BatchDoesNotContain(bytes32 batchHash, uint256 blockNumber);
    error UnknownStateBatch(uint256 chainId, uint256 stateBatchIndex);
    /// @notice The state batch was never appended or is deleted, or is block 0's.
    error NotLive(uint256 chainId, uint256 stateBatchIndex);
    /// @notice What is withdrawable stands for good.
    error AlreadyWithdrawable(uint256 chainId, uint256 stateBatchIndex);

    /// @notice When a state batch is appended, and for block 0 when the chain is opened.
    event StateBatchAppended(
        uint256 indexed chainId,
        uint256 indexed stateBatchIndex,
        uint256 firstBlock,
        uint256 rootCount,
        bytes32 merkleRoot,
        bytes32 batchHash,
        address asserter,
        uint256 appendedAtTimestamp
    );

    /// @notice When a dispute deletes a state batch and, with it, all live ones of greater index.
    event StateBatchDeleted(
        uint256 indexed chainId, uint256 indexed stateBatchIndex, uint256 firstBlock
    );

    /// @notice Opens a chain with block 0's output root. Only ComCo.
    /// @param window Seconds that a state batch can be disputed.
    function openChain(uint256 chainId, bytes32 genesisOutputRoot, uint256 window) external;

    /// @notice Asserts the output roots of a chain's next blocks, as a transaction's own call: by who may
    /// post for the chain, or by anyone who allocates the threshold once the named transaction batch is more
    /// than the forced inclusion delay in CanonicalTransactionChain.
    /// @param outputRoots 1 to 1,024.
    /// @param batchHash Of the transaction batch that contains the last block; it binds all before it.
    function appendStateBatch(
        uint256 chainId,
        uint256 firstBlock,
        bytes32[] calldata outputRoots,
        bytes32 batchHash
    ) external;

    /// @notice Deletes a state batch with all later ones of its chain. Only the dispute game.
    function deleteStateBatch(uint256 chainId, uint256 stateBatchIndex) external;

    function stateTip(uint256 chainId) external view returns (StateTip memory);

    /// @notice A state batch, deleted or not. Reverts for one that was never appended.
    function stateBatch(uint256 chainId, uint256 stateBatchIndex)
        external
        view
        returns (StateBatch memory);

    /// @notice Whether a state batch was appended and not deleted.
    function isLive(uint256 chainId, uint256 stateBatchIndex) external view returns (bool);

    /// @notice Whether a state batch can no longer fall: it is live, its window has passed, and there is no
    /// open game on it or an earlier one. Then every earlier live one is withdrawable, too.
    function isWithdrawable(uint256 chainId, uint256 stateBatchIndex) external view returns (bool);

    /// @notice Last moment at which a game on a state batch may open.
    function windowEnd(uint256 chainId, uint256 stateBatchIndex) external view returns (uint256);

    /// @notice Whether every state batch that an account asserted is withdrawable or deleted.
    function isSettled(uint256 chainId, address asserter) external view returns (bool);

    /// @notice Whether a live state batch holds this output root for this block. Never true for the zero root.
    /// @param index The block's place in the batch.
    /// @param siblings Of the Merkle path, lowest first; as many as the tree has levels above the leaves.
    function verifyOutputRoot(
        uint256 chainId,
        uint256 blockNumber,
        bytes32 root,
        uint256 stateBatchIndex,
        uint256 index,
        bytes32[] calldata siblings
    ) external view returns (bool);
}
