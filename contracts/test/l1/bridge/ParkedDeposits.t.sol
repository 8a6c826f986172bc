// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IL1StandardBridge} from "../../../src/l1/bridge/interfaces/IL1StandardBridge.sol";
import {IParkedDeposits} from "../../../src/l1/bridge/interfaces/IParkedDeposits.sol";
import {Profile} from "../../../src/l1/dac/Profile.sol";
import {AddressAlias} from "../../../src/l1/rollup/AddressAlias.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {BridgeTest} from "./BridgeTest.sol";
import {Depositor} from "./Depositor.sol";

contract ParkedDepositsTest is BridgeTest {
    address private _owner;

    /// @dev A DAC that no sequencer backs, so that every deposit is parked.
    function setUp() public {
        deployBridge();
        chainId = comCo.createDAC("second", charter(), Profile.Dev);
        _owner = account("owner");
        metisToken.transfer(_owner, 100 * MT);
        vm.prank(_owner);
        metisToken.approve(address(bridge), type(uint256).max);
    }

    function testFuzz_depositMT_isParkedWithoutABond(uint256 amount, address to) public {
        amount = bound(amount, 1, 100 * MT);
        vm.expectEmit(address(bridge));
        emit IParkedDeposits.MTDepositParked(1, chainId, _owner, _owner, to, amount);
        vm.prank(_owner, _owner);
        (uint256 queueIndex, uint256 depositId) = bridge.depositMT(chainId, to, amount);
        vm.assertEq(queueIndex, 0);
        vm.assertEq(depositId, 1);
        vm.assertEq(bridge.parkedDepositCount(), 1);
        _expectBooks(0, amount);
        vm.assertEq(ctc.chainTip(chainId).queueLength, 1);
        IParkedDeposits.ParkedDeposit memory deposit = bridge.parkedDeposit(1);
        _expectStatus(1, IParkedDeposits.DepositStatus.Parked);
        vm.assertEq(deposit.chainId, chainId);
        vm.assertEq(deposit.owner, _owner);
        vm.assertEq(deposit.from, _owner);
        vm.assertEq(deposit.to, to);
        vm.assertEq(deposit.amount, amount);
    }

    function test_depositMT_intoNoChainIsNotParked() public {
        vm.expectRevert(abi.encodeWithSelector(ICTC.UnknownChain.selector, 5));
        bridge.depositMT(5, stranger, 1);
    }

    function test_depositMT_isNotParkedWithoutPayment() public {
        vm.expectRevert();
        vm.prank(stranger, stranger);
        bridge.depositMT(chainId, stranger, 1);
        _expectBooks(0, 0);
    }

    function test_depositMT_refusesToParkWhatItCannotCount() public {
        uint256 amount = uint256(type(uint96).max) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 96, amount)
        );
        bridge.depositMT(chainId, stranger, amount);
    }

    function test_refund_paysTheOwnerOnce() public {
        uint256 depositId = _park();
        vm.expectEmit(address(bridge));
        emit IParkedDeposits.MTDepositRefunded(depositId, chainId, _owner, 40 * MT);
        vm.prank(_owner);
        bridge.refund(depositId);
        vm.assertEq(metisToken.balanceOf(_owner), 100 * MT);
        _expectBooks(0, 0);
        _expectStatus(depositId, IParkedDeposits.DepositStatus.Refunded);
        _expectNotParked(depositId, IParkedDeposits.DepositStatus.Refunded);
    }

    function test_refund_alsoWhenItCouldBeReleased() public {
        uint256 depositId = _park();
        becomeSequencer(account("second sequencer"));
        vm.prank(_owner);
        bridge.refund(depositId);
        vm.assertEq(metisToken.balanceOf(_owner), 100 * MT);
    }

    function test_refund_isTheOwnersAlone() public {
        uint256 depositId = _park();
        vm.expectRevert(
            abi.encodeWithSelector(
                IParkedDeposits.NotDepositOwner.selector, depositId, address(this)
            )
        );
        bridge.refund(depositId);
        _expectBooks(0, 40 * MT);
    }

    function testFuzz_refund_ofWhatWasNeverParkedReverts(uint256 depositId) public {
        _expectNotParked(depositId, IParkedDeposits.DepositStatus.None);
    }

    function test_release_enqueuesWhenTheBondIsThere() public {
        uint256 depositId = _park();
        _expectNotAdmitted(depositId, 40 * MT);
        becomeSequencer(account("second sequencer"));
        vm.expectCall(
            address(pool), abi.encodeCall(ISequencerPool.recordEscrow, (chainId, 40 * MT))
        );
        _expectElement(_owner);
        vm.expectEmit(address(bridge));
        emit IL1StandardBridge.MTDeposited(chainId, 1, _owner, stranger, 40 * MT);
        vm.expectEmit(address(bridge));
        emit IParkedDeposits.MTDepositReleased(depositId, chainId, 1);
        vm.prank(stranger, stranger);
        bridge.release(depositId);
        _expectBooks(40 * MT, 0);
        _expectStatus(depositId, IParkedDeposits.DepositStatus.Released);
        _expectNotParked(depositId, IParkedDeposits.DepositStatus.Released);
    }

    /// @dev Whose deposit it is does not depend on who releases it, nor how.
    function test_release_byAContractKeepsThePlainDepositor() public {
        uint256 depositId = _park();
        becomeSequencer(account("second sequencer"));
        Depositor other = new Depositor();
        _expectElement(_owner);
        other.release(bridge, depositId);
    }

    function test_release_byAnAccountKeepsTheContractsAlias() public {
        Depositor depositor = new Depositor();
        metisToken.transfer(address(depositor), 40 * MT);
        depositor.deposit(metisToken, bridge, chainId, stranger);
        address from = AddressAlias.aliased(address(depositor));
        vm.assertEq(bridge.parkedDeposit(1).from, from);
        vm.assertEq(bridge.parkedDeposit(1).owner, address(depositor));
        becomeSequencer(account("second sequencer"));
        _expectElement(from);
        vm.prank(_owner, _owner);
        bridge.release(1);
    }

    function test_refund_goesToTheContractThatDeposited() public {
        Depositor depositor = new Depositor();
        metisToken.transfer(address(depositor), 40 * MT);
        depositor.deposit(metisToken, bridge, chainId, stranger);
        depositor.refund(bridge, 1);
        vm.assertEq(metisToken.balanceOf(address(depositor)), 40 * MT);
    }

    function test_release_burnsTheGasOfADeposit() public {
        uint256 depositId = _park();
        becomeSequencer(account("second sequencer"));
        // CanonicalTransactionChain burns what its element's gas limit costs.
        vm.expectCall(
            address(ctc),
            abi.encodeCall(
                ICTC.enqueueDeposit,
                (chainId, _owner, _owner, stranger, 40 * MT, 40 * MT, 100_000, "")
            )
        );
        bridge.release(depositId);
    }

    function test_gas_park() public {
        _park();
        vm.prank(_owner, _owner);
        vm.startSnapshotGas("L1StandardBridge", "depositMT, parked");
        bridge.depositMT(chainId, stranger, 1);
        vm.stopSnapshotGas();
    }

    function test_gas_refund() public {
        _park();
        uint256 depositId = _park();
        vm.prank(_owner, _owner);
        vm.startSnapshotGas("L1StandardBridge", "refund");
        bridge.refund(depositId);
        vm.stopSnapshotGas();
    }

    function test_gas_release() public {
        uint256 depositId = _park();
        becomeSequencer(account("second sequencer"));
        vm.startSnapshotGas("L1StandardBridge", "release");
        bridge.release(depositId);
        vm.stopSnapshotGas();
    }

    function _park() private returns (uint256 depositId) {
        vm.prank(_owner, _owner);
        (, depositId) = bridge.depositMT(chainId, stranger, 40 * MT);
    }

    function _expectBooks(uint256 escrow, uint256 parked) private view {
        vm.assertEq(bridge.escrow(chainId), escrow);
        vm.assertEq(bridge.parked(chainId), parked);
        vm.assertEq(bridge.parked(rangersChainId), 0);
        vm.assertEq(metisToken.balanceOf(address(bridge)), escrow + parked);
    }

    function _expectStatus(uint256 depositId, IParkedDeposits.DepositStatus status) private view {
        vm.assertEq(uint8(bridge.parkedDeposit(depositId).status), uint8(status));
    }

    function _expectNotAdmitted(uint256 depositId, uint256 escrow) private {
        vm.expectRevert(
            abi.encodeWithSelector(IParkedDeposits.EscrowNotAdmitted.selector, chainId, escrow)
        );
        bridge.release(depositId);
        _expectStatus(depositId, IParkedDeposits.DepositStatus.Parked);
    }

    function _expectNotParked(uint256 depositId, IParkedDeposits.DepositStatus status) private {
        bytes memory reason =
            abi.encodeWithSelector(IParkedDeposits.NotParked.selector, depositId, status);
        vm.expectRevert(reason);
        vm.prank(_owner);
        bridge.refund(depositId);
        vm.expectRevert(reason);
        bridge.release(depositId);
    }

    function _expectElement(address from) private {
        uint256 amount = 40 * MT;
        bytes32 elementHash = keccak256(
            abi.encode(
                chainId, 1, from, from, stranger, amount, amount, 100_000, false, keccak256("")
            )
        );
        bytes32 hashAfter = keccak256(abi.encode(ctc.queueHash(chainId, 1), elementHash));
        vm.expectEmit(address(ctc));
        emit ICTC.TransactionEnqueued(
            chainId, 1, from, from, stranger, amount, amount, 100_000, false, "", hashAfter
        );
    }
}
