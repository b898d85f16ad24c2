"""The rows of the three statements: 一般企业财务报表格式 (财会〔2019〕6号), in printed order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StatementRow:
    """One printed row: its key (None for a heading), its wording, indent in ems, whether a total."""

    key: str | None
    title: str
    indent: int = 1
    total: bool = False


def _rows(text: str) -> tuple[StatementRow, ...]:
    """Rows from lines `indent key title`; key `-` is a heading, a trailing ! marks a total."""
    rows = []
    for line in text.strip().splitlines():
        indent, key, title = line.split(maxsplit=2)
        total = key.endswith("!")
        rows.append(
            StatementRow(None if key == "-" else key.rstrip("!"), title, int(indent), total)
        )
    return tuple(rows)


ASSETS = _rows("""
0 - 流动资产：
1 monetary_funds 货币资金
1 trading_financial_assets 交易性金融资产
1 derivative_financial_assets 衍生金融资产
1 notes_receivable 应收票据
1 accounts_receivable 应收账款
1 receivables_financing 应收款项融资
1 prepayments 预付款项
1 other_receivables 其他应收款
1 inventories 存货
1 contract_assets 合同资产
1 held_for_sale_assets 持有待售资产
1 non_current_assets_due_within_one_year 一年内到期的非流动资产
1 other_current_assets 其他流动资产
1 total_current_assets! 流动资产合计
0 - 非流动资产：
1 debt_investments 债权投资
1 other_debt_investments 其他债权投资
1 long_term_receivables 长期应收款
1 long_term_equity_investments 长期股权投资
1 other_equity_instrument_investments 其他权益工具投资
1 other_non_current_financial_assets 其他非流动金融资产
1 investment_property 投资性房地产
1 fixed_assets 固定资产
1 construction_in_progress 在建工程
1 productive_biological_assets 生产性生物资产
1 oil_and_gas_assets 油气资产
1 right_of_use_assets 使用权资产
1 intangible_assets 无形资产
1 development_expenditure 开发支出
1 goodwill 商誉
1 long_term_deferred_expenses 长期待摊费用
1 deferred_tax_assets 递延所得税资产
1 other_non_current_assets 其他非流动资产
1 total_non_current_assets! 非流动资产合计
0 total_assets! 资产总计
""")

LIABILITIES = _rows("""
0 - 流动负债：
1 short_term_borrowings 短期借款
1 trading_financial_liabilities 交易性金融负债
1 derivative_financial_liabilities 衍生金融负债
1 notes_payable 应付票据
1 accounts_payable 应付账款
1 advances_from_customers 预收款项
1 contract_liabilities 合同负债
1 employee_benefits_payable 应付职工薪酬
1 taxes_payable 应交税费
1 other_payables 其他应付款
1 held_for_sale_liabilities 持有待售负债
1 non_current_liabilities_due_within_one_year 一年内到期的非流动负债
1 other_current_liabilities 其他流动负债
1 total_current_liabilities! 流动负债合计
0 - 非流动负债：
1 long_term_borrowings 长期借款
1 bonds_payable 应付债券
2 bonds_preference_shares 其中：优先股
3 bonds_perpetual 永续债
1 lease_liabilities 租赁负债
1 long_term_payables 长期应付款
1 provisions 预计负债
1 deferred_income 递延收益
1 deferred_tax_liabilities 递延所得税负债
1 other_non_current_liabilities 其他非流动负债
1 total_non_current_liabilities! 非流动负债合计
0 total_liabilities! 负债合计
0 - 所有者权益（或股东权益）：
1 paid_in_capital 实收资本（或股本）
1 other_equity_instruments 其他权益工具
2 equity_preference_shares 其中：优先股
3 equity_perpetual 永续债
1 capital_reserve 资本公积
1 treasury_stock 减：库存股
1 other_comprehensive_income 其他综合收益
1 special_reserve 专项储备
1 surplus_reserve 盈余公积
1 undistributed_profit 未分配利润
0 total_equity! 所有者权益（或股东权益）合计
0 total_liabilities_and_equity! 负债和所有者权益（或股东权益）总计
""")

INCOME = _rows("""
0 operating_revenue! 一、营业收入
1 operating_cost 减：营业成本
2 taxes_and_surcharges 税金及附加
2 selling_expenses 销售费用
2 administrative_expenses 管理费用
2 rd_expense 研发费用
2 finance_expenses 财务费用
3 interest_expense 其中：利息费用
4 interest_income 利息收入
1 other_income 加：其他收益
2 investment_income 投资收益（损失以“-”号填列）
3 investment_income_associates 其中：对联营企业和合营企业的投资收益
4 derecognition_gains 以摊余成本计量的金融资产终止确认收益
2 net_exposure_hedging_gains 净敞口套期收益（损失以“-”号填列）
2 fair_value_gains 公允价值变动收益（损失以“-”号填列）
2 credit_impairment_losses 信用减值损失（损失以“-”号填列）
2 asset_impairment_losses 资产减值损失（损失以“-”号填列）
2 asset_disposal_gains 资产处置收益（损失以“-”号填列）
0 operating_profit! 二、营业利润（亏损以“-”号填列）
1 non_operating_income 加：营业外收入
1 non_operating_expenses 减：营业外支出
0 total_profit! 三、利润总额（亏损总额以“-”号填列）
1 income_tax_expense 减：所得税费用
0 net_profit! 四、净利润（净亏损以“-”号填列）
1 net_profit_from_continuing_operations （一）持续经营净利润（净亏损以“-”号填列）
1 net_profit_from_discontinued_operations （二）终止经营净利润（净亏损以“-”号填列）
0 other_comprehensive_income_after_tax 五、其他综合收益的税后净额
1 oci_not_reclassified （一）不能重分类进损益的其他综合收益
1 oci_reclassified （二）将重分类进损益的其他综合收益
0 total_comprehensive_income! 六、综合收益总额
0 - 七、每股收益：
1 basic_eps （一）基本每股收益
1 diluted_eps （二）稀释每股收益
""")

CASH_FLOW = _rows("""
0 - 一、经营活动产生的现金流量：
1 cash_received_from_sales 销售商品、提供劳务收到的现金
1 tax_refunds_received 收到的税费返还
1 other_operating_cash_received 收到其他与经营活动有关的现金
2 operating_cash_inflow! 经营活动现金流入小计
1 cash_paid_for_goods 购买商品、接受劳务支付的现金
1 cash_paid_to_employees 支付给职工以及为职工支付的现金
1 taxes_paid 支付的各项税费
1 other_operating_cash_paid 支付其他与经营活动有关的现金
2 operating_cash_outflow! 经营活动现金流出小计
2 net_operating_cash_flow! 经营活动产生的现金流量净额
0 - 二、投资活动产生的现金流量：
1 cash_from_investment_recovery 收回投资收到的现金
1 cash_from_investment_income 取得投资收益收到的现金
1 cash_from_asset_disposal 处置固定资产、无形资产和其他长期资产收回的现金净额
1 cash_from_subsidiary_disposal 处置子公司及其他营业单位收到的现金净额
1 other_investing_cash_received 收到其他与投资活动有关的现金
2 investing_cash_inflow! 投资活动现金流入小计
1 cash_paid_for_assets 购建固定资产、无形资产和其他长期资产支付的现金
1 cash_paid_for_investments 投资支付的现金
1 cash_paid_for_subsidiaries 取得子公司及其他营业单位支付的现金净额
1 other_investing_cash_paid 支付其他与投资活动有关的现金
2 investing_cash_outflow! 投资活动现金流出小计
2 net_investing_cash_flow! 投资活动产生的现金流量净额
0 - 三、筹资活动产生的现金流量：
1 cash_from_capital_contributions 吸收投资收到的现金
1 cash_from_borrowings 取得借款收到的现金
1 other_financing_cash_received 收到其他与筹资活动有关的现金
2 financing_cash_inflow! 筹资活动现金流入小计
1 cash_paid_for_debt 偿还债务支付的现金
1 cash_paid_for_dividends_and_interest 分配股利、利润或偿付利息支付的现金
1 other_financing_cash_paid 支付其他与筹资活动有关的现金
2 financing_cash_outflow! 筹资活动现金流出小计
2 net_financing_cash_flow! 筹资活动产生的现金流量净额
0 exchange_rate_effect 四、汇率变动对现金及现金等价物的影响
0 net_increase_in_cash! 五、现金及现金等价物净增加额
1 opening_cash 加：期初现金及现金等价物余额
0 closing_cash! 六、期末现金及现金等价物余额
""")
