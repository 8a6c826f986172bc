// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Disputes about output roots: where they are opened, and what they hold still meanwhile.
///
/// @dev This is the door alone. A dispute that is open stays open: **no function resolves one**, for anybody.
/// The disputed state batch and all later ones of its chain wait, no withdrawal rests on them, their
/// asserter's allocation stays locked, and the challenger's bond stays here. The game that decides who is
/// right comes with a deployment of its own; nothing stands in for it.
///
/// Opening takes two steps. A challenger commits to what it will say, and says it some L1 blocks later, so
/// that nobody who sees the opening coming can open the same dispute first: a copy would need a commitment
/// made before, and a commitment counts for the account that made it only.
interface IDisputeGame {
    /// @notice Of what an output root is the hash, besides its version, 0.
    struct OutputRootPreimage {
        bytes32 stateRoot;
        bytes32 messagePasserStorageRoot;
        bytes32 blockHash;
    }

    /// @notice What a challenger says: the first block whose output root it rejects, that the state batch
    /// claims this root, and what the chain agreed on for the block before it.
    /// @param chainId The DAC's.
    /// @param stateBatchIndex The live state batch that holds the rejected output root.
    /// @param blockNumber The rejected block, i; not 0.
    /// @param claimedRoot Output root that the state batch holds for it.
    /// @param claimedSiblings Merkle path of `claimedRoot`, lowest first.
    /// @param agreedStateBatchIndex The live state batch that holds block i − 1: the same, or the one before.
    /// @param agreed Preimage of the output root of block i − 1.
    /// @param agreedSiblings Merkle path of that root, lowest first.
    /// @param challengerRoot Output root that the challenger holds to be right for block i. Tells others what
    /// to compare; decides nothing.
    /// @param salt Of the commitment.
    struct Opening {
        uint256 chainId;
        uint256 stateBatchIndex;
        uint256 blockNumber;
        bytes32 claimedRoot;
        bytes32[] claimedSiblings;
        uint256 agreedStateBatchIndex;
        OutputRootPreimage agreed;
        bytes32[] agreedSiblings;
        bytes32 challengerRoot;
        bytes32 salt;
    }

    /// @param openedAt Timestamp.
    /// @param bond Wei of ETH that the challenger has here.
    /// @param agreedRoot Output root of the block before.
    struct Dispute {
        uint64 chainId;
        uint64 stateBatchIndex;
        uint64 blockNumber;
        uint64 openedAt;
        address challenger;
        uint96 bond;
        bytes32 agreedRoot;
        bytes32 claimedRoot;
        bytes32 challengerRoot;
    }

    error ParameterOutOfRange(uint256 value);
    /// @notice The caller never committed to this, or has opened it already.
    error UnknownCommitment(address challenger, bytes32 commitment);
    /// @notice The commitment is too young, or so old that it must be made again.
    error RevealOutOfRange(uint256 delay, uint256 min, uint256 max);
    error WrongBond(uint256 given, uint256 bond);
    /// @notice The state batch is not live, or is block 0's.
    error NotDisputable(uint256 chainId, uint256 stateBatchIndex);
    error WindowPassed(uint256 chainId, uint256 stateBatchIndex, uint256 windowEnd);
    /// @notice The given state batch does not hold this output root for this block.
    error OutputRootNotProven(uint256 stateBatchIndex, uint256 blockNumber, bytes32 outputRoot);
    /// @notice The challenger holds to be right what the state batch claims.
    error NothingRejected(bytes32 claimedRoot);
    /// @notice The caller disputes this block of this state batch already.
    error AlreadyDisputed(uint256 disputeId);
    error UnknownDispute(uint256 disputeId);

    /// @notice When a challenger commits to an opening.
    event DisputeCommitted(address indexed challenger, bytes32 indexed commitment);

    /// @notice When a dispute is opened: from now on its state batch and all later ones of the chain wait.
    event DisputeOpened(
        uint256 indexed disputeId,
        uint256 indexed chainId,
        uint256 indexed stateBatchIndex,
        uint256 blockNumber,
        address challenger,
        bytes32 claimedRoot,
        bytes32 challengerRoot,
        bytes32 agreedRoot,
        uint256 bond
    );

    /// @notice Announces an opening without saying what it will be. Committing again renews.
    /// @param commitment As `commitmentOf` tells.
    function commit(bytes32 commitment) external;

    /// @notice Opens a dispute that the caller has committed to, within the bounds of the reveal and the
    /// window of the state batch. Takes the bond, in ETH.
    /// @return disputeId Counted from 0, over all chains.
    function open(Opening calldata opening) external payable returns (uint256 disputeId);

    /// @notice What a challenger commits to before it opens.
    function commitmentOf(
        address challenger,
        uint256 chainId,
        uint256 stateBatchIndex,
        uint256 blockNumber,
        bytes32 challengerRoot,
        bytes32 salt
    ) external pure returns (bytes32);

    /// @notice L1 block of an account's commitment; 0 if there is none.
    function committedAt(address challenger, bytes32 commitment) external view returns (uint256);

    /// @notice Least state batch of a chain on which a dispute is open; the greatest number if there is none.
    function earliestDisputed(uint256 chainId) external view returns (uint256 stateBatchIndex);

    /// @notice Disputes of all chains.
    function disputeCount() external view returns (uint256);

    function dispute(uint256 disputeId) external view returns (Dispute memory);

    /// @notice Numbers of the open disputes of a chain, in the order of their opening.
    function openDisputes(uint256 chainId) external view returns (uint256[] memory disputeIds);
}
