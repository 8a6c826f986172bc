// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {IMTWithdrawals} from "./interfaces/IMTWithdrawals.sol";
import {MTEscrow} from "./MTEscrow.sol";
import {WithdrawalProof} from "./WithdrawalProof.sol";

/// @notice Pays out the MT that messages from L2 carry.
abstract contract MTWithdrawals is MTEscrow {
    using SafeCast for uint256;

    /// @dev Two slots.
    struct Claim {
        address target;
        uint64 chainId;
        WithdrawalStatus status;
        uint128 value;
        uint64 stateBatchIndex;
    }

    IStateCommitmentChain public immutable stateCommitmentChain;

    mapping(bytes32 withdrawalHash => Claim) private _claims;

    constructor(IStateCommitmentChain stateCommitmentChain_) {
        stateCommitmentChain = stateCommitmentChain_;
    }

    /// @inheritdoc IMTWithdrawals
    function proveWithdrawal(
        uint256 chainId,
        WithdrawalMessage calldata message,
        OutputRootProof calldata outputRootProof,
        bytes[] calldata storageProof
    ) external returns (bytes32 withdrawalHash) {
        withdrawalHash = WithdrawalProof.withdrawalHash(chainId, message);
        require(message.value > 0, NoValue(withdrawalHash));
        uint256 index = outputRootProof.stateBatchIndex;
        _requireProvable(withdrawalHash, index);
        require(
            stateCommitmentChain.verifyOutputRoot(
                chainId,
                outputRootProof.blockNumber,
                WithdrawalProof.outputRoot(outputRootProof),
                index,
                outputRootProof.index,
                outputRootProof.siblings
            ),
            OutputRootNotFound(chainId, index, outputRootProof.blockNumber)
        );
        bytes32 storageRoot = outputRootProof.messagePasserStorageRoot;
        require(
            WithdrawalProof.isSent(storageRoot, withdrawalHash, storageProof),
            MessageNotSent(withdrawalHash)
        );
        _claims[withdrawalHash] = Claim({
            target: message.target,
            chainId: chainId.toUint64(),
            status: WithdrawalStatus.Proven,
            value: message.value.toUint128(),
            stateBatchIndex: index.toUint64()
        });
        emit WithdrawalProven(withdrawalHash, chainId, index);
    }

    /// @inheritdoc IMTWithdrawals
    function finalizeWithdrawal(bytes32 withdrawalHash) external {
        Claim memory claim = _claims[withdrawalHash];
        require(claim.status != WithdrawalStatus.None, NotProven(withdrawalHash));
        require(claim.status != WithdrawalStatus.Finalized, AlreadyFinalized(withdrawalHash));
        require(
            stateCommitmentChain.isWithdrawable(claim.chainId, claim.stateBatchIndex),
            NotWithdrawable(claim.chainId, claim.stateBatchIndex)
        );
        _claims[withdrawalHash].status = WithdrawalStatus.Finalized;
        emit WithdrawalFinalized(withdrawalHash, claim.chainId, claim.target, claim.value);
        _moveOut(claim.chainId, claim.target, claim.value);
    }

    /// @inheritdoc IMTWithdrawals
    function withdrawal(bytes32 withdrawalHash) external view returns (Withdrawal memory) {
        Claim memory claim = _claims[withdrawalHash];
        return Withdrawal({
            status: claim.status,
            chainId: claim.chainId,
            target: claim.target,
            value: claim.value,
            stateBatchIndex: claim.stateBatchIndex
        });
    }

    /// @inheritdoc IMTWithdrawals
    function isFinalizable(bytes32 withdrawalHash) external view returns (bool) {
        Claim memory claim = _claims[withdrawalHash];
        return claim.status == WithdrawalStatus.Proven && claim.value <= escrow[claim.chainId]
            && stateCommitmentChain.isWithdrawable(claim.chainId, claim.stateBatchIndex);
    }

    /// @dev A later state batch has a later window: nobody may put off another's withdrawal by proving it anew.
    function _requireProvable(bytes32 withdrawalHash, uint256 stateBatchIndex) private view {
        Claim storage claim = _claims[withdrawalHash];
        WithdrawalStatus status = claim.status;
        require(status != WithdrawalStatus.Finalized, AlreadyFinalized(withdrawalHash));
        if (status == WithdrawalStatus.None) return;
        uint256 provenIn = claim.stateBatchIndex;
        require(
            stateBatchIndex < provenIn || !stateCommitmentChain.isLive(claim.chainId, provenIn),
            AlreadyProven(withdrawalHash, provenIn)
        );
    }
}
