// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {TaxBracket} from "../../../src/charter/Charter.sol";
import {CharterRules} from "../../../src/charter/CharterRules.sol";
import {IComCo} from "../../../src/l1/dac/interfaces/IComCo.sol";
import {IMetisDAO} from "../../../src/l1/governance/interfaces/IMetisDAO.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L2Predeploys} from "../../../src/l1/rollup/L2Predeploys.sol";
import {IMVM_DACMaster} from "../../../src/l2/interfaces/IMVM_DACMaster.sol";
import {SystemSenders} from "../../../src/l2/SystemSenders.sol";
import {L1Test} from "../L1Test.sol";

contract MetisDAOTest is L1Test {
    address[] private _targets;
    uint256[] private _values;
    bytes[] private _calls;

    function setUp() public {
        deploy();
        metisToken.delegate(address(this));
        vm.warp(block.timestamp + 1);
    }

    function test_setTaxRates_reachTheDACAfterVoteAndNotice() public {
        TaxBracket[] memory rates = _rates(1000);
        uint256 id = _propose(rates);
        vm.warp(block.timestamp + 1 days + 1);
        metisDAO.castVote(id, 1);
        vm.warp(block.timestamp + 7 days);
        vm.assertEq(uint256(metisDAO.state(id)), uint256(IGovernor.ProposalState.Succeeded));

        vm.expectRevert();
        metisDAO.execute(_targets, _values, _calls, keccak256("rates"));
        metisDAO.queue(_targets, _values, _calls, keccak256("rates"));
        vm.warp(block.timestamp + 7 days - 1);
        vm.expectPartialRevert(TimelockController.TimelockUnexpectedOperationState.selector);
        metisDAO.execute(_targets, _values, _calls, keccak256("rates"));

        vm.warp(block.timestamp + 1);
        uint256 index = ctc.chainTip(chainId).queueLength;
        vm.expectEmit(address(comCo));
        emit IComCo.TaxRatesSent(chainId, index, rates);
        // Anybody may.
        vm.prank(stranger);
        metisDAO.execute(_targets, _values, _calls, keccak256("rates"));
        vm.assertEq(ctc.chainTip(chainId).queueLength, index + 1);
    }

    function test_setTaxRates_enqueuesASystemDepositToTheDACMaster() public {
        TaxBracket[] memory rates = _rates(50);
        bytes memory data = abi.encodeCall(IMVM_DACMaster.setTaxRates, (rates));
        vm.recordLogs();
        vm.prank(address(timelock));
        uint256 index = comCo.setTaxRates(chainId, rates);
        bytes memory logged = vm.getRecordedLogs()[0].data;
        (
            address from,
            address sender,
            address to,,,
            uint256 gasLimit,
            bool isSystem,
            bytes memory sent,
        ) = abi.decode(
            logged, (address, address, address, uint256, uint256, uint256, bool, bytes, bytes32)
        );
        vm.assertEq(from, SystemSenders.COM_CO);
        vm.assertEq(sender, SystemSenders.COM_CO);
        vm.assertEq(to, L2Predeploys.MVM_DAC_MASTER);
        vm.assertEq(gasLimit, 500_000);
        vm.assertTrue(isSystem);
        vm.assertEq(sent, data);
        vm.assertEq(index, 1);
    }

    function test_setTaxRates_refusesEverybodyButTheTimelock() public {
        TaxBracket[] memory rates = _rates(50);
        address[3] memory callers = [address(this), stranger, address(metisDAO)];
        for (uint256 i = 0; i < callers.length; i++) {
            vm.prank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(IComCo.NotMetisDAO.selector, callers[i]));
            comCo.setTaxRates(chainId, rates);
        }
        vm.expectRevert(abi.encodeWithSelector(ICTC.NotAuthorized.selector, address(this)));
        ctc.enqueueSystem(chainId, stranger, 100_000, "");
    }

    function testFuzz_setTaxRates_takesNoRateAboveTenPercent(uint16 rate) public {
        TaxBracket[] memory rates = _rates(rate);
        if (rate > 1000) {
            vm.expectRevert(abi.encodeWithSelector(CharterRules.TaxRateTooHigh.selector, 0, rate));
        }
        vm.prank(address(timelock));
        comCo.setTaxRates(chainId, rates);
    }

    function test_propose_refusesEverythingButTaxRates() public {
        TaxBracket[] memory rates = _rates(50);
        bytes memory good = abi.encodeCall(IComCo.setTaxRates, (chainId, rates));
        _action(address(timelock), 0, abi.encodeCall(TimelockController.updateDelay, (0)));
        _expectRefused();
        _action(
            address(timelock),
            0,
            abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), stranger))
        );
        _expectRefused();
        _action(address(metisDAO), 0, abi.encodeCall(metisDAO.updateQuorumNumerator, (1)));
        _expectRefused();
        _action(address(metisToken), 0, abi.encodeCall(metisToken.transfer, (stranger, 1)));
        _expectRefused();
        _action(address(comCo), 1, good);
        _expectRefused();
        _action(address(comCo), 0, hex"c0ffee");
        _expectRefused();
        _action(address(comCo), 0, abi.encodeCall(comCo.genesisOutputRoot, (1)));
        _expectRefused();
        // Also beside one that is right.
        _action(address(comCo), 0, good);
        _targets.push(address(timelock));
        _values.push(0);
        _calls.push(abi.encodeCall(TimelockController.updateDelay, (0)));
        vm.expectRevert(abi.encodeWithSelector(IMetisDAO.ActionRefused.selector, 1));
        metisDAO.propose(_targets, _values, _calls, "rates");
    }

    function test_propose_needsTheThreshold() public {
        _action(address(comCo), 0, abi.encodeCall(IComCo.setTaxRates, (chainId, _rates(50))));
        vm.prank(stranger);
        vm.expectPartialRevert(IGovernor.GovernorInsufficientProposerVotes.selector);
        metisDAO.propose(_targets, _values, _calls, "rates");
    }

    function test_vote_failsWithoutQuorum() public {
        metisToken.transfer(stranger, metisToken.totalSupply() / 50);
        vm.prank(stranger);
        metisToken.delegate(stranger);
        vm.warp(block.timestamp + 1);
        uint256 id = _propose(_rates(50));
        vm.warp(block.timestamp + 1 days + 1);
        vm.prank(stranger);
        metisDAO.castVote(id, 1);
        vm.warp(block.timestamp + 7 days);
        vm.assertEq(uint256(metisDAO.state(id)), uint256(IGovernor.ProposalState.Defeated));
    }

    function test_timelock_hasNobodyButMetisDAOWhoSchedules() public {
        vm.assertEq(timelock.getMinDelay(), 7 days);
        bytes32 admin = timelock.DEFAULT_ADMIN_ROLE();
        vm.assertTrue(timelock.hasRole(timelock.PROPOSER_ROLE(), address(metisDAO)));
        address[3] memory others = [address(this), stranger, address(comCo)];
        for (uint256 i = 0; i < others.length; i++) {
            vm.assertFalse(timelock.hasRole(timelock.PROPOSER_ROLE(), others[i]));
            vm.assertFalse(timelock.hasRole(admin, others[i]));
        }
        vm.assertFalse(timelock.hasRole(admin, address(metisDAO)));
        vm.expectRevert();
        timelock.schedule(address(comCo), 0, "", 0, 0, 7 days);
    }

    function test_gas_setTaxRates() public {
        TaxBracket[] memory rates = _rates(50);
        vm.prank(address(timelock));
        vm.startSnapshotGas("ComCo", "setTaxRates, one bracket");
        comCo.setTaxRates(chainId, rates);
        vm.stopSnapshotGas();
    }

    function _rates(uint16 rate) private pure returns (TaxBracket[] memory rates) {
        rates = new TaxBracket[](1);
        rates[0] = TaxBracket(uint240(100 * MT), rate);
    }

    function _propose(TaxBracket[] memory rates) private returns (uint256) {
        _action(address(comCo), 0, abi.encodeCall(IComCo.setTaxRates, (chainId, rates)));
        return metisDAO.propose(_targets, _values, _calls, "rates");
    }

    function _action(address target, uint256 value, bytes memory data) private {
        delete _targets;
        delete _values;
        delete _calls;
        _targets.push(target);
        _values.push(value);
        _calls.push(data);
    }

    function _expectRefused() private {
        vm.expectRevert(abi.encodeWithSelector(IMetisDAO.ActionRefused.selector, 0));
        metisDAO.propose(_targets, _values, _calls, "rates");
    }
}
